/**
 * References of thirteen kinds against strings made by hand from the rules. Clauses are those of GB/T 7714—2015; what stands beside 2025 follows the
 * examples that are published of it, and is provisional as the code says.
 */
import test from 'ava'
import {
  emptyReference,
  isProvisional,
  type Reference,
  referenceText,
  repeatedText,
  type Style,
} from '../../src/citations/reference.ts'

type Given = Partial<Reference> & Pick<Reference, 'kind' | 'title'>
const cases: [clause: string, of: Given, pages: string, expected: Partial<Record<Style, string>>][] = [
  [
    '4.1 专著; 8.4.4 页码',
    {
      kind: 'book',
      authors: ['陈登原'],
      title: '国史旧闻',
      volume: '第1卷',
      place: '北京',
      publisher: '中华书局',
      date: '2000',
    },
    '29',
    {
      gbt2015: '陈登原. 国史旧闻: 第1卷[M]. 北京: 中华书局, 2000: 29.',
      gbt2025: '陈登原. 国史旧闻：第1卷[M]. 北京：中华书局，2000：29.',
      note: '陈登原：《国史旧闻》第1卷，北京：中华书局，2000年，第29页。',
    },
  ],
  [
    '8.1.3 译者; 8.1.1 外国责任者的中译名',
    {
      kind: 'book',
      authors: ['[美]费正清'],
      translators: ['张理京'],
      title: '美国与中国',
      edition: '4',
      place: '北京',
      publisher: '世界知识出版社',
      date: '1999',
    },
    '35-36',
    {
      gbt2015: '费正清. 美国与中国[M]. 张理京, 译. 4版. 北京: 世界知识出版社, 1999: 35-36.',
      gbt2025: '费正清. 美国与中国[M]. 张理京，译. 4版. 北京：世界知识出版社，1999：35-36.',
      note: '[美]费正清：《美国与中国》，张理京译，北京：世界知识出版社，1999年第4版，第35—36页。',
    },
  ],
  [
    '8.1.2 四个译者，著录前三个',
    {
      kind: 'book',
      authors: ['罗杰斯'],
      translators: ['潘惠霞', '魏婧', '杨艳', '汤玲'],
      title: '西方文明史',
      place: '大连',
      publisher: '东北财经大学出版社',
      date: '2011',
    },
    '15',
    {
      gbt2015: '罗杰斯. 西方文明史[M]. 潘惠霞, 魏婧, 杨艳, 等译. 大连: 东北财经大学出版社, 2011: 15.',
      note: '罗杰斯：《西方文明史》，潘惠霞等译，大连：东北财经大学出版社，2011年，第15页。',
    },
  ],
  [
    '8.3 第1版不著录',
    {
      kind: 'book',
      authors: ['王丙'],
      title: '云川水利史',
      edition: '1',
      place: '北京',
      publisher: '水利出版社',
      date: '1990',
    },
    '',
    {
      gbt2015: '王丙. 云川水利史[M]. 北京: 水利出版社, 1990.',
      note: '王丙：《云川水利史》，北京：水利出版社，1990年。',
    },
  ],
  [
    '8.3 版本：修订版',
    {
      kind: 'book',
      authors: ['王丙', '李乙'],
      title: '云川水利史',
      edition: '修订版',
      place: '北京',
      publisher: '水利出版社',
      date: '1998',
    },
    '7',
    {
      gbt2015: '王丙, 李乙. 云川水利史[M]. 修订版. 北京: 水利出版社, 1998: 7.',
      note: '王丙、李乙：《云川水利史》，北京：水利出版社，1998年修订版，第7页。',
    },
  ],
  [
    '8.1.2 三个责任者全部著录',
    {
      kind: 'book',
      authors: ['甲一', '乙二', '丙三'],
      title: '三人集',
      place: '上海',
      publisher: '文艺社',
      date: '1980',
    },
    '',
    {
      gbt2015: '甲一, 乙二, 丙三. 三人集[M]. 上海: 文艺社, 1980.',
      note: '甲一、乙二、丙三：《三人集》，上海：文艺社，1980年。',
    },
  ],
  [
    '8.1.2 四个责任者，前三个加等; 史学注只取第一个',
    {
      kind: 'book',
      authors: ['许毅', '乙二', '丙三', '丁四'],
      title: '清代外债史论',
      place: '北京',
      publisher: '中国财政经济出版社',
      date: '1996',
    },
    '95',
    {
      gbt2015: '许毅, 乙二, 丙三, 等. 清代外债史论[M]. 北京: 中国财政经济出版社, 1996: 95.',
      gbt2025: '许毅，乙二，丙三，等. 清代外债史论[M]. 北京：中国财政经济出版社，1996：95.',
      note: '许毅等：《清代外债史论》，北京：中国财政经济出版社，1996年，第95页。',
    },
  ],
  [
    '8.1.1 外文姓前名后，姓全大写，名缩写不加点',
    {
      kind: 'book',
      authors: ['Fairbank, John King'],
      title: 'The United States and China',
      edition: '4',
      place: 'Cambridge',
      publisher: 'Harvard University Press',
      date: '1983',
    },
    '12-15',
    {
      gbt2015:
        'FAIRBANK J K. The United States and China[M]. 4th ed. Cambridge: Harvard University Press, 1983: 12-15.',
      gbt2025:
        'Fairbank J K. The United States and China[M]. 4th ed. Cambridge: Harvard University Press, 1983: 12-15.',
      note: 'John King Fairbank, The United States and China, 4th ed., Cambridge: Harvard University Press, 1983, pp. 12-15.',
    },
  ],
  [
    '8.1.2 外文四个责任者用 et al',
    {
      kind: 'book',
      authors: ['Fordham, Evelyn W.', 'Ali, Amiad', 'Turner, David', 'Charters, John R.'],
      title: 'Evaluation',
      place: 'London',
      publisher: 'Press',
      date: '2001',
    },
    '',
    {
      gbt2015: 'FORDHAM E W, ALI A, TURNER D, et al. Evaluation[M]. London: Press, 2001.',
      note: 'Evelyn W. Fordham et al., Evaluation, London: Press, 2001.',
    },
  ],
  [
    '8.1.1 复姓、双名',
    {
      kind: 'book',
      authors: ['De Morgan, Augustus', 'Godard, Jean-Luc'],
      title: 'Two',
      place: 'Paris',
      publisher: 'Seuil',
      date: '1970',
    },
    '',
    {
      gbt2015: 'DE MORGAN A, GODARD J-L. Two[M]. Paris: Seuil, 1970.',
      note: 'Augustus De Morgan and Jean-Luc Godard, Two, Paris: Seuil, 1970.',
    },
  ],
  [
    '8.1.4 团体责任者照录',
    {
      kind: 'book',
      authors: ['American Library Association'],
      title: 'Rules',
      place: 'Chicago',
      publisher: 'ALA',
      date: '1978',
    },
    '8',
    {
      gbt2015: 'American Library Association. Rules[M]. Chicago: ALA, 1978: 8.',
      note: 'American Library Association, Rules, Chicago: ALA, 1978, p. 8.',
    },
  ],
  [
    '8.1.2 顺序编码制可省略佚名',
    { kind: 'book', title: '云川纪略', edition: '刻本', date: '光绪三十二年', year: '1906' },
    '',
    {
      gbt2015: '云川纪略[M]. 刻本. 1906(光绪三十二年).',
      gbt2025: '云川纪略[M]. 刻本. 1906（光绪三十二年）.',
      note: '《云川纪略》，光绪三十二年刻本。',
    },
  ],
  [
    '8.4.3.1 其他纪年置于括号内',
    {
      kind: 'book',
      authors: ['张甲'],
      title: '渡口杂记',
      place: '云川',
      publisher: '大同书局',
      date: '民国三十六年',
      year: '1947',
    },
    '3',
    {
      gbt2015: '张甲. 渡口杂记[M]. 云川: 大同书局, 1947(民国三十六年): 3.',
      note: '张甲：《渡口杂记》，云川：大同书局，民国三十六年，第3页。',
    },
  ],
  [
    '一(一)2 编、整理等责任方式; GB/T 不著录',
    {
      kind: 'book',
      authors: ['谢兴尧'],
      role: '整理',
      title: '荣庆日记',
      place: '西安',
      publisher: '西北大学出版社',
      date: '1986',
    },
    '175',
    {
      gbt2015: '谢兴尧. 荣庆日记[M]. 西安: 西北大学出版社, 1986: 175.',
      note: '谢兴尧整理：《荣庆日记》，西安：西北大学出版社，1986年，第175页。',
    },
  ],
  [
    '4.2 专著中的析出文献',
    {
      kind: 'chapter',
      authors: ['程根伟'],
      title: '1998年长江洪水的成因与减灾对策',
      containerAuthors: ['许厚泽', '赵其国'],
      container: '长江流域洪涝灾害与科技对策',
      place: '北京',
      publisher: '科学出版社',
      date: '1999',
    },
    '32-36',
    {
      gbt2015:
        '程根伟. 1998年长江洪水的成因与减灾对策[M]//许厚泽, 赵其国. 长江流域洪涝灾害与科技对策. 北京: 科学出版社, 1999: 32-36.',
      gbt2025:
        '程根伟. 1998年长江洪水的成因与减灾对策[M]//许厚泽，赵其国. 长江流域洪涝灾害与科技对策. 北京：科学出版社，1999：32-36.',
      note: '程根伟：《1998年长江洪水的成因与减灾对策》，许厚泽、赵其国编：《长江流域洪涝灾害与科技对策》，北京：科学出版社，1999年，第32—36页。',
    },
  ],
  [
    '4.2 析出文献的其他责任者在 // 之前',
    {
      kind: 'chapter',
      authors: ['佛克马'],
      translators: ['王宁'],
      title: '走向新世界主义',
      containerAuthors: ['王宁', '薛晓源'],
      containerRole: '主编',
      container: '全球化与后殖民批评',
      place: '北京',
      publisher: '中央编译出版社',
      date: '1999',
    },
    '247—266',
    {
      gbt2015:
        '佛克马. 走向新世界主义[M]. 王宁, 译//王宁, 薛晓源. 全球化与后殖民批评. 北京: 中央编译出版社, 1999: 247-266.',
      note: '佛克马：《走向新世界主义》，王宁译，王宁、薛晓源主编：《全球化与后殖民批评》，北京：中央编译出版社，1999年，第247—266页。',
    },
  ],
  [
    '4.2 多卷书中的析出文献',
    {
      kind: 'chapter',
      authors: ['马克思'],
      title: '政治经济学批判',
      containerAuthors: ['马克思', '恩格斯'],
      containerRole: '著',
      container: '马克思恩格斯全集',
      volume: '第35卷',
      edition: '2',
      place: '北京',
      publisher: '人民出版社',
      date: '2013',
    },
    '302',
    {
      gbt2015: '马克思. 政治经济学批判[M]//马克思, 恩格斯. 马克思恩格斯全集: 第35卷. 2版. 北京: 人民出版社, 2013: 302.',
      gbt2025: '马克思. 政治经济学批判[M]//马克思，恩格斯. 马克思恩格斯全集：第35卷. 2版. 北京：人民出版社，2013：302.',
      note: '马克思：《政治经济学批判》，马克思、恩格斯著：《马克思恩格斯全集》第35卷，北京：人民出版社，2013年第2版，第302页。',
    },
  ],
  [
    '4.2 外文析出文献',
    {
      kind: 'chapter',
      authors: ['Schofield, Roger S.'],
      title: 'The Impact of Scarcity',
      containerAuthors: ['Rotberg, Robert I.', 'Rabb, Theodore K.'],
      container: 'Hunger and History',
      place: 'Cambridge, Mass.',
      publisher: 'Cambridge University Press',
      date: '1985',
    },
    '79',
    {
      gbt2015:
        'SCHOFIELD R S. The Impact of Scarcity[M]//ROTBERG R I, RABB T K. Hunger and History. Cambridge, Mass.: Cambridge University Press, 1985: 79.',
      note: 'Roger S. Schofield, “The Impact of Scarcity,” in Robert I. Rotberg and Theodore K. Rabb, eds., Hunger and History, Cambridge, Mass.: Cambridge University Press, 1985, p. 79.',
    },
  ],
  [
    '4.4 期刊，只有期; 8.5.1',
    {
      kind: 'article',
      authors: ['杨洪升'],
      title: '四库馆私家抄校书考略',
      container: '文献',
      date: '2013',
      issue: '1',
    },
    '56-75',
    {
      gbt2015: '杨洪升. 四库馆私家抄校书考略[J]. 文献, 2013(1): 56-75.',
      gbt2025: '杨洪升. 四库馆私家抄校书考略[J]. 文献，2013（1）：56-75.',
      note: '杨洪升：《四库馆私家抄校书考略》，《文献》2013年第1期，第56—75页。',
    },
  ],
  [
    '4.4 期刊，卷(期)',
    {
      kind: 'article',
      authors: ['于潇', '刘义', '柴跃廷', '孙宏波'],
      title: '审核备案模式',
      container: '清华大学学报(自然科学版)',
      date: '2012',
      volume: '52',
      issue: '11',
    },
    '1518-1523',
    { gbt2015: '于潇, 刘义, 柴跃廷, 等. 审核备案模式[J]. 清华大学学报(自然科学版), 2012, 52(11): 1518-1523.' },
  ],
  [
    '二(一)1 题名中的书名号改单书名号',
    {
      kind: 'article',
      authors: ['何龄修'],
      title: '读顾诚《南明史》',
      container: '中国史研究',
      date: '1998',
      issue: '3',
    },
    '167',
    {
      gbt2015: '何龄修. 读顾诚《南明史》[J]. 中国史研究, 1998(3): 167.',
      note: '何龄修：《读顾诚〈南明史〉》，《中国史研究》1998年第3期，第167页。',
    },
  ],
  [
    '二(一)1 有卷号的旧刊',
    {
      kind: 'article',
      authors: ['汪疑今'],
      title: '江苏的小农及其副业',
      container: '中国经济',
      volume: '4',
      issue: '6',
      date: '1936-06-15',
    },
    '',
    {
      gbt2015: '汪疑今. 江苏的小农及其副业[J]. 中国经济, 1936, 4(6).',
      note: '汪疑今：《江苏的小农及其副业》，《中国经济》第4卷第6期，1936年6月15日。',
    },
  ],
  [
    '4.4 外文期刊',
    {
      kind: 'article',
      authors: ['Chamberlain, Heath B.'],
      title: 'On the Search for Civil Society in China',
      container: 'Modern China',
      volume: '19',
      issue: '2',
      date: '1993-04',
    },
    '199-215',
    {
      gbt2015: 'CHAMBERLAIN H B. On the Search for Civil Society in China[J]. Modern China, 1993, 19(2): 199-215.',
      note: 'Heath B. Chamberlain, “On the Search for Civil Society in China,” Modern China, vol. 19, no. 2 (April 1993), pp. 199-215.',
    },
  ],
  [
    '4.4 合期照录',
    { kind: 'article', authors: ['张乙'], title: '津渡考', container: '云川学刊', date: '2001', issue: '8/9/10' },
    '36-39',
    { gbt2015: '张乙. 津渡考[J]. 云川学刊, 2001(8/9/10): 36-39.' },
  ],
  [
    '8.5.3 报纸：年-月-日(版次)',
    {
      kind: 'newspaper',
      authors: ['丁文祥'],
      title: '数字革命与竞争国际化',
      container: '中国青年报',
      date: '2000-11-20',
      issue: '15',
    },
    '',
    {
      gbt2015: '丁文祥. 数字革命与竞争国际化[N]. 中国青年报, 2000-11-20(15).',
      gbt2025: '丁文祥. 数字革命与竞争国际化[N]. 中国青年报，2000-11-20（15）.',
      note: '丁文祥：《数字革命与竞争国际化》，《中国青年报》2000年11月20日，第15版。',
    },
  ],
  [
    '二(二) 无责任者的报道，无版次',
    { kind: 'newspaper', title: '上海各路商界总联合会致外交部电', container: '民国日报', date: '1925-08-14' },
    '',
    {
      gbt2015: '上海各路商界总联合会致外交部电[N]. 民国日报, 1925-08-14.',
      note: '《上海各路商界总联合会致外交部电》，《民国日报》1925年8月14日。',
    },
  ],
  [
    '8.8 电子报纸',
    {
      kind: 'newspaper',
      authors: ['傅刚', '赵承'],
      title: '大风沙过后的思考',
      container: '北京青年报',
      date: '2000-04-12',
      issue: '14',
      url: 'http://www.bjyouth.com.cn/412.shtml',
      accessed: '2005-07-12',
    },
    '',
    {
      gbt2015:
        '傅刚, 赵承. 大风沙过后的思考[N/OL]. 北京青年报, 2000-04-12(14)[2005-07-12]. http://www.bjyouth.com.cn/412.shtml.',
      gbt2025: '傅刚，赵承. 大风沙过后的思考[N/OL]. 北京青年报，2000-04-12（14）. http://www.bjyouth.com.cn/412.shtml.',
    },
  ],
  [
    '4.1 学位论文',
    {
      kind: 'thesis',
      authors: ['方明东'],
      title: '罗隆基政治思想研究（1913—1949）',
      degree: '博士',
      place: '北京',
      publisher: '北京师范大学',
      date: '2000',
    },
    '67',
    {
      gbt2015: '方明东. 罗隆基政治思想研究（1913—1949）[D]. 北京: 北京师范大学, 2000: 67.',
      note: '方明东：《罗隆基政治思想研究（1913—1949）》，博士学位论文，北京师范大学，2000年，第67页。',
    },
  ],
  [
    '4.1 外文学位论文',
    {
      kind: 'thesis',
      authors: ['Cairns, Robert B.'],
      title: 'Studies on Solid Oxygen',
      degree: 'Ph.D.',
      place: 'Berkeley',
      publisher: 'University of California',
      date: '1965',
    },
    '',
    {
      gbt2015: 'CAIRNS R B. Studies on Solid Oxygen[D]. Berkeley: University of California, 1965.',
      note: 'Robert B. Cairns, Studies on Solid Oxygen, Ph.D. dissertation, Berkeley: University of California, 1965.',
    },
  ],
  [
    '4.1 报告',
    {
      kind: 'report',
      authors: ['临溪县建设科'],
      title: '临溪县津渡调查报告',
      place: '临溪',
      publisher: '临溪县政府',
      date: '1947',
    },
    '5',
    {
      gbt2015: '临溪县建设科. 临溪县津渡调查报告[R]. 临溪: 临溪县政府, 1947: 5.',
      note: '临溪县建设科：《临溪县津渡调查报告》，临溪：临溪县政府，1947年，第5页。',
    },
  ],
  [
    '4.1 汇编; 8.4.2.3 无出版者的内部印行以编者充任',
    {
      kind: 'compilation',
      authors: ['云川市档案馆'],
      role: '编',
      title: '云川义渡档案汇编',
      place: '云川',
      date: '1986',
      isInternal: true,
    },
    '12, 15',
    {
      gbt2015: '云川市档案馆. 云川义渡档案汇编[G]. 云川: 云川市档案馆, 1986: 12, 15.',
      note: '云川市档案馆编：《云川义渡档案汇编》，云川，1986年内部印行，第12、15页。',
    },
  ],
  [
    '4.6 电子资源：(更新日期)[引用日期]',
    {
      kind: 'web',
      authors: ['萧钰'],
      title: '出版业信息化迈入快车道',
      date: '2001-12-19',
      accessed: '2002-04-15',
      url: 'http://www.creader.com/news/20011219/200112190019.html',
    },
    '',
    {
      gbt2015:
        '萧钰. 出版业信息化迈入快车道[EB/OL]. (2001-12-19)[2002-04-15]. http://www.creader.com/news/20011219/200112190019.html.',
      gbt2025:
        '萧钰. 出版业信息化迈入快车道[EB/OL]. （2001-12-19）[2002-04-15]. http://www.creader.com/news/20011219/200112190019.html.',
      note: '萧钰：《出版业信息化迈入快车道》，2001年12月19日，http://www.creader.com/news/20011219/200112190019.html，2002年4月15日。',
    },
  ],
  [
    '4.6 无更新日期',
    { kind: 'web', title: '中国国家博物馆', accessed: '2025-05-06', url: 'https://www.chnmuseum.cn/' },
    '',
    {
      gbt2015: '中国国家博物馆[EB/OL]. [2025-05-06]. https://www.chnmuseum.cn/.',
      note: '《中国国家博物馆》，https://www.chnmuseum.cn/，2025年5月6日。',
    },
  ],
  [
    '附录 A; 三(二) 档案',
    {
      kind: 'archive',
      title: '傅良佐致国务院电',
      date: '1917-09-15',
      publisher: '中国第二历史档案馆',
      place: '南京',
      code: '1011—5961',
    },
    '',
    {
      gbt2015: '傅良佐致国务院电[A]. 南京: 中国第二历史档案馆, 1917-09-15. 档号: 1011—5961.',
      gbt2025: '傅良佐致国务院电：1011—5961[A]. 南京：中国第二历史档案馆，1917-09-15.',
      note: '《傅良佐致国务院电》（1917年9月15日），中国第二历史档案馆藏，档号：1011—5961。',
    },
  ],
  [
    '附录 A 档案，只知民国纪年',
    {
      kind: 'archive',
      authors: ['张甲'],
      title: '呈报渡船失修文',
      date: '民国二十七年',
      year: '1938',
      publisher: '云川市档案馆',
      place: '云川',
      code: 'J012-03-0007',
    },
    '2',
    {
      gbt2015: '张甲. 呈报渡船失修文[A]. 云川: 云川市档案馆, 1938(民国二十七年): 2. 档号: J012-03-0007.',
      gbt2025: '张甲. 呈报渡船失修文：J012-03-0007[A]. 云川：云川市档案馆，1938（民国二十七年）：2.',
      note: '张甲：《呈报渡船失修文》（民国二十七年），云川市档案馆藏，档号：J012-03-0007，第2页。',
    },
  ],
  [
    '附录 B.1 照片归其他 [Z]',
    {
      kind: 'photograph',
      authors: ['李乙'],
      title: '青石渡开渡合影',
      date: '1956-05-01',
      publisher: '云川市政协文史馆',
      place: '云川',
      code: 'Y108-ZP·1956-Y-0003',
    },
    '',
    {
      gbt2015: '李乙. 青石渡开渡合影[Z]. 云川: 云川市政协文史馆, 1956-05-01. 档号: Y108-ZP·1956-Y-0003.',
      note: '李乙：《青石渡开渡合影》（1956年5月1日），云川市政协文史馆藏，档号：Y108-ZP·1956-Y-0003。',
    },
  ],
  [
    '附录 B.1 口述归其他 [Z]; 8.1.3 采访者为其他责任者',
    {
      kind: 'interview',
      authors: ['王义成'],
      interviewers: ['李乙'],
      title: '义渡船工的一天',
      date: '2012-05-03',
      place: '云川',
      publisher: '云川市政协文史馆',
    },
    '4',
    {
      gbt2015: '王义成. 义渡船工的一天[Z]. 李乙, 采访. 云川: 云川市政协文史馆, 2012-05-03: 4.',
      note: '王义成口述，李乙采访：《义渡船工的一天》，云川，2012年5月3日，云川市政协文史馆藏，第4页。',
    },
  ],
  [
    '口述，整理稿，无采访者',
    { kind: 'interview', authors: ['王义成'], title: '我所知道的义渡', date: '1962' },
    '',
    { gbt2015: '王义成. 我所知道的义渡[Z]. 1962.', note: '王义成口述：《我所知道的义渡》，1962年。' },
  ],
  [
    '一(三)2 旧方志',
    {
      kind: 'gazetteer',
      reign: '万历',
      title: '广东通志',
      volume: '卷15',
      part: '郡县志二',
      container: '稀见中国地方志汇刊',
      place: '北京',
      publisher: '中国书店',
      edition: '影印本',
      date: '1992',
    },
    '367',
    {
      gbt2015: '广东通志: 卷15 郡县志二[M]. 影印本. 北京: 中国书店, 1992: 367.',
      note: '万历《广东通志》卷15《郡县志二》，《稀见中国地方志汇刊》，北京：中国书店，1992年影印本，第367页。',
    },
  ],
  [
    '一(三)2 旧方志刻本，叶分 a b',
    {
      kind: 'gazetteer',
      reign: '乾隆',
      title: '嘉定县志',
      volume: '卷12',
      part: '风俗',
      edition: '刻本',
      date: '乾隆七年',
      year: '1742',
    },
    '7b',
    {
      gbt2015: '嘉定县志: 卷12 风俗[M]. 刻本. 1742(乾隆七年): 7b.',
      note: '乾隆《嘉定县志》卷12《风俗》，乾隆七年刻本，第7页b。',
    },
  ],
  [
    '新方志',
    {
      kind: 'gazetteer',
      authors: ['云川市地方志编纂委员会'],
      role: '编',
      title: '云川市志',
      place: '北京',
      publisher: '方志出版社',
      date: '1998',
    },
    '201',
    {
      gbt2015: '云川市地方志编纂委员会. 云川市志[M]. 北京: 方志出版社, 1998: 201.',
      gbt2025: '云川市地方志编纂委员会. 云川市志[M]. 北京：方志出版社，1998：201.',
      note: '云川市地方志编纂委员会编：《云川市志》，北京：方志出版社，1998年，第201页。',
    },
  ],
  [
    '4.2 文史资料，内部印行',
    {
      kind: 'wenshi',
      authors: ['沈季清'],
      title: '花园口见闻',
      containerAuthors: ['云川市政协文史委'],
      container: '云川文史资料',
      issue: '7',
      place: '云川',
      date: '1989',
      isInternal: true,
    },
    '35',
    {
      gbt2015: '沈季清. 花园口见闻[G]//云川市政协文史委. 云川文史资料: 第7辑. 云川: 云川市政协文史委, 1989: 35.',
      gbt2025: '沈季清. 花园口见闻[G]//云川市政协文史委. 云川文史资料：第7辑. 云川：云川市政协文史委，1989：35.',
      note: '沈季清：《花园口见闻》，云川市政协文史委编：《云川文史资料》第7辑，云川，1989年内部印行，第35页。',
    },
  ],
  [
    '4.2 文史资料，公开出版',
    {
      kind: 'wenshi',
      authors: ['张甲', '李乙'],
      title: '米业公会始末',
      containerAuthors: ['全国政协文史资料委员会'],
      container: '文史资料选辑',
      issue: '112',
      place: '北京',
      publisher: '中国文史出版社',
      date: '1987',
    },
    '序2-3',
    {
      gbt2015:
        '张甲, 李乙. 米业公会始末[G]//全国政协文史资料委员会. 文史资料选辑: 第112辑. 北京: 中国文史出版社, 1987: 序2-3.',
      note: '张甲、李乙：《米业公会始末》，全国政协文史资料委员会编：《文史资料选辑》第112辑，北京：中国文史出版社，1987年，序2-3。',
    },
  ],
]

test('references of all kinds are written as the rules have it', (t) => {
  t.true(cases.length >= 40)
  t.true(new Set(cases.map(([, { kind }]) => kind)).size >= 10)
  for (const [clause, of, pages, expected] of cases)
    for (const [style, text] of Object.entries(expected))
      t.is(referenceText({ ...emptyReference, ...of }, style as Style, pages), text, `${clause} ${style}`)
})

test('whatever is not known leaves no mark behind', (t) => {
  const styles: Style[] = ['note', 'gbt2015', 'gbt2025']
  for (const [, of] of cases)
    for (const name of Object.keys(of))
      for (const style of styles) {
        if (name === 'kind' || name === 'title') continue
        const text = referenceText({ ...emptyReference, ...of, [name]: emptyReference[name as 'date'] }, style, '3')
        t.notRegex(text, /undefined|null|[,，:：] ?[,，:：.。]|\(\)|（）|《》|\[\]|\. \./, `${of.kind} without ${name}`)
      }
})

test('2025 is told to be provisional', (t) => {
  t.deepEqual((['note', 'gbt2015', 'gbt2025'] as const).map(isProvisional), [false, false, true])
})

test('what is cited again is told in short', (t) => {
  const book = {
    ...emptyReference,
    kind: 'book',
    authors: ['赵景深'],
    title: '文坛忆旧',
    place: '上海',
    date: '1948',
  } as const
  const at = { number: 3, before: null }
  t.is(repeatedText(book, 'note', '24', at), '赵景深：《文坛忆旧》，第24页。')
  t.is(repeatedText(book, 'note', '25-26', { number: 3, before: '24' }), '同上，第25—26页。')
  t.is(repeatedText(book, 'note', '24', { number: 3, before: '24' }), '同上。')
  t.is(repeatedText(book, 'note', '', { number: 3, before: '24' }), '赵景深：《文坛忆旧》。')
  t.is(repeatedText(book, 'gbt2015', '25—26', at), '参考文献[3]: 25-26.')
  t.is(repeatedText(book, 'gbt2025', '25-26', at), '参考文献[3]：25-26.')
  const western = { ...book, authors: ['Starn, Randolph'], title: 'The Arts of Power' }
  t.is(repeatedText(western, 'note', '5', at), 'Randolph Starn, The Arts of Power, p. 5.')
  t.is(repeatedText(western, 'note', '7', { number: 3, before: '5' }), 'Ibid., p. 7.')
  t.is(repeatedText(western, 'note', '5', { number: 3, before: '5' }), 'Ibid.')
})
