/** 工作台: Chinese. */
const n = (value: number) => value.toLocaleString('zh-CN')

export const home = {
  title: '工作台',
  greeting: (hour: number, name: string) =>
    `${hour < 5 ? '夜深了' : hour < 8 ? '早上好' : hour < 11 ? '上午好' : hour < 13 ? '中午好' : hour < 18 ? '下午好' : '晚上好'}，${name}`,
  today: (date: Date) =>
    `${date.toLocaleDateString('zh-CN', { year: 'numeric', month: 'long', day: 'numeric' })}，${date.toLocaleDateString('zh-CN', { weekday: 'long' })}。`,
  waits: (count: number, first: string) => `有 ${n(count)} 件事等您，先${first}。`,
  nothing: '没有等您处理的事。',
  register: '登记一批来稿',
  search: '检索馆藏',
  waiting: '等您处理',
  byUrgency: '按急缓排列',
  and: '，',
  files: {
    title: '个文件等您决定',
    first: (count: number) => `决定 ${n(count)} 个文件怎么处理`,
    encoding: (count: number) => `${n(count)} 个编码拿不准`,
    damaged: (count: number) => `${n(count)} 个读不出`,
    same: (count: number) => `${n(count)} 个与已有的相同`,
    refused: (count: number) => `${n(count)} 个没有收下`,
    act: '查看并处理',
  },
  describe: {
    title: '件待著录',
    first: (count: number) => `著录 ${n(count)} 件`,
    old: (count: number) => `其中 ${n(count)} 件已收到一周以上`,
    onlyDate: (count: number) => `${n(count)} 件只差日期`,
    act: '继续著录',
  },
  returns: {
    title: '批借来的原件该还了',
    first: (count: number) => `退还 ${n(count)} 批原件`,
    due: (title: string, day: string) => `${title}，约定 ${day} 前退还`,
    overdue: (count: number) => `${n(count)} 批已过期`,
    act: '登记退还',
  },
  requests: {
    title: '份利用申请待审',
    first: (count: number) => `审 ${n(count)} 份利用申请`,
    oldest: (day: string) => `最早一份 ${day} 提出`,
    act: '逐份审核',
    dialog: '利用申请',
    none: '没有待审的申请。',
    reason: '理由（不同意时请写明）',
    until: '有效至',
    grant: '同意',
    refuse: '不同意',
  },
  jobs: {
    title: '个后台任务没有成功',
    first: (count: number) => `看看 ${n(count)} 个没有成功的任务`,
    why: '可以重试；原件不受影响',
    act: '查看',
  },
  asked: {
    title: '份利用申请',
    first: (count: number) => `看 ${n(count)} 份利用申请的结果`,
    waiting: (count: number) => `${n(count)} 份待审`,
    granted: (count: number) => `${n(count)} 份已同意`,
    refused: (count: number) => `${n(count)} 份未同意`,
    act: '打开',
  },
  year: {
    title: '今年进度',
    due: (share: number) => `竖线为今日应达 ${share}%`,
    names: { characters: '字数', items: '篇数', images: '图片' },
    wan: (value: number) => (value / 10_000).toLocaleString('zh-CN', { maximumFractionDigits: 1 }),
    plan: {
      characters: (wan: string) => `/ ${wan} 万字`,
      items: (count: number) => `/ ${n(count)} 篇`,
      images: (count: number) => `/ ${n(count)} 张`,
    },
    units: { characters: '万字', items: '篇', images: '张' },
    noPlan: '还没有年度计划',
    set: '设年度计划',
    change: '改计划',
    form: '年度计划',
    empty: '留空即不设',
    save: '保存',
    cancel: '取消',
    told: (name: string, share: number) => `${name}完成计划的 ${share}%`,
  },
  sources: { title: '各处来稿', unit: '今年，件', unnamed: '未注明来源', none: '今年还没有来稿' },
  sound: {
    title: '馆藏安好',
    more: '查看记录',
    checked: (count: number, when: string) => [`原件 `, n(count), ` 个，${when} 核对相符`],
    bad: (count: number) => `${n(count)} 个原件与收到时不同，请立即查看`,
    never: (count: number) => [`原件 `, n(count), ` 个，还没有核对过`],
    checking: (done: number, total: number) => `正在核对原件 ${n(done)} / ${n(total)}`,
    backedUp: (when: string) => `备份于 ${when} 完成`,
    neverBackedUp: '还没有备份',
    searchable: (count: number) => ['检索正常，', n(count), ' 件可查'],
    free: (size: string) => `存储余量 ${size}`,
    little: (size: string) => `存储余量只有 ${size}，请尽快扩充`,
  },
  recent: {
    title: '接着上次的做',
    read: '最近读过',
    actions: {
      describe: '著录',
      correct: '校改文字',
      pages: '分页',
      order: '排先后',
      withdraw: '撤出利用',
      'put-back': '恢复利用',
      restore: '恢复',
      'read-again': '重新读取',
    } as Record<string, string>,
    ago: (minutes: number) =>
      minutes < 1
        ? '刚才'
        : minutes < 60
          ? `${n(minutes)} 分钟前`
          : minutes < 1440
            ? `${n(Math.floor(minutes / 60))} 小时前`
            : `${n(Math.floor(minutes / 1440))} 天前`,
  },
  first: {
    title: '从第一批材料开始',
    lead: '馆藏还是空的。登记来源，把文件或整个文件夹拖进来，文字自动读出，随即可以检索。',
    steps: [
      ['管理员密码', '已设定，可在“管理”中更换'],
      ['本馆', '名称写进收据和引文'],
      ['同事', '谁征集、谁研究、谁编辑'],
      ['第一批材料', '放进文件，原件原样保存'],
    ] as [string, string][],
    office: '单位名称',
    officeHint: '如 云川市政协文史馆',
    save: '保存',
    saved: '已保存',
    users: '添加同事',
    begin: '登记第一批来稿',
    sample: '想先看看用起来怎样，可以请管理员在服务器上运行 npm run demo，装入一年的虚构材料。',
  },
}
