/** 直达 (Ctrl K), and the list of keys. `also`: what else somebody may type for it, pinyin and its initials among it. */
export const palette = {
  title: '直达',
  label: '去哪里，做什么',
  placeholder: '页面、动作、题名或档号；也可打拼音',
  groups: { places: '页面', actions: '动作', recent: '最近读过', items: '馆藏', search: '检索' },
  nothing: '没有对得上的。按 Enter 检索全部馆藏。',
  found: (count: number) => `${count} 项`,
  search: (text: string) => `检索“${text}”`,
  hint: [
    ['↑ ↓', '选择'],
    ['Enter', '前往'],
    ['Esc', '关闭'],
  ] as [string, string][],
  places: {
    home: ['工作台', 'gongzuotai gzt'],
    accessions: ['征集', 'zhengji zj'],
    toReturn: ['待退还原件', 'daituihuan dth'],
    describe: ['著录全部', 'zhulu zl'],
    search: ['检索', 'jiansuo js'],
    wall: ['图片墙', 'tupianqiang tpq'],
    baskets: ['选材篮', 'xuancailan xcl'],
    reports: ['报错', 'baocuo bc cuozi jiucuo'],
    reuse: ['查重', 'chachong cc tongwen chongfu'],
    condition: ['馆藏安好', 'guancanganhao gcah beifen bf hedui'],
    statistics: ['年度统计', 'niandutongji ndtj'],
    users: ['用户', 'yonghu yh'],
    jobs: ['后台任务', 'houtairenwu htrw'],
    audit: ['审计', 'shenji sj'],
    settings: ['设置', 'shezhi sz danghao'],
    periods: ['时期表', 'shiqibiao sqb'],
    eras: ['年号表', 'nianhaobiao nhb'],
    tokens: ['接口令牌', 'jiekoulingpai jklp token'],
  },
  actions: {
    register: ['登记一批来稿', 'dengji dj laigao'],
    requests: ['审利用申请', 'liyongshenqing lysq'],
    keys: ['快捷键', 'kuaijiejian kjj'],
    light: ['浅色外观', 'qianse qs'],
    dark: ['深色外观', 'shense ss'],
    auto: ['外观随系统', 'waiguan wg'],
    language: ['English', 'yingwen yw english'],
    signOut: ['退出', 'tuichu tc'],
  },
  keys: {
    everywhere: {
      title: '到处',
      keys: [
        ['Ctrl K', '直达：页面、动作、件'],
        ['/', '检索'],
        ['?', '这张表'],
        ['Esc', '关上弹出的窗口'],
      ],
    },
    search: {
      title: '检索',
      keys: [
        ['j  k', '下一条、上一条'],
        ['Enter', '打开'],
      ],
    },
    reader: {
      title: '阅览',
      keys: [
        ['n  N', '下一处、上一处命中'],
        ['[  ]', '上一页、下一页'],
        ['c', '引用所选'],
        ['b', '所选入篮'],
        ['e', '所选报错'],
      ],
    },
    transcribe: {
      title: '誊录与校对',
      keys: [
        ['F8', '缺字 □'],
        ['F9', '补字〔〕，选中的括起来'],
        ['Ctrl Enter', '这一页好了，下一页'],
        ['Alt PageUp  Alt PageDown', '上一页、下一页'],
      ],
    },
    reuse: {
      title: '查重与对照',
      keys: [
        ['1  2  3  4', '重复、同稿异本、摘录、无关'],
        ['j  k', '下一对、上一对'],
        ['u', '撤销判断'],
      ],
    },
    accession: {
      title: '征集批次',
      keys: [
        ['j  k', '下一个、上一个文件'],
        ['x', '选中'],
        ['Enter', '展开或打开'],
      ],
    },
    sheet: { title: '著录表' },
  } as Record<string, { title: string; keys?: [string, string][] }>,
}
