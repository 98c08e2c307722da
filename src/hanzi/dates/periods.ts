/**
 * Named periods and events, as data an archive may edit and pass (`readDate(text, { periods })`). Names and bounds as mainland historiography has them;
 * `start` and `end` are single EDTF dates (`~` where only custom says so), `end` is `..` where the period is not over.
 */
export interface Period {
  names: string[]
  start: string
  end: string
  /** A day or a few: 「后」 counts from its start (建国后), not from after its end (抗战后). */
  isEvent?: boolean
  /** 解放: came to each place on its own day; the setting `liberationDate` replaces `start`. */
  isLocal?: boolean
  /** Its name by itself is a date in running text (花园口决堤). Most names are not: 抗战老兵, 解放思想. */
  standsAlone?: boolean
}

const period = (names: string, start: string, end: string, more: Partial<Period> = {}): Period => ({
  names: names.split(' '),
  start,
  end,
  ...more,
})
const event = (names: string, start: string, end = start): Period => period(names, start, end, { isEvent: true })
const local = { isLocal: true }

const plans: Period[] = [...'一二三四五六七八九十']
  .concat(['十一', '十二', '十三', '十四', '十五'])
  .map((number, i) => {
    // The third plan began three years late.
    const start = i < 2 ? 1953 + 5 * i : 1956 + 5 * i
    return period(`${number}五 “${number}五”`, String(start), String(start + 4))
  })

export const periods: readonly Period[] = [
  period('抗日战争 抗战 十四年抗战', '1931-09-18', '1945-09-03'),
  period('全面抗战 全民族抗战 全国抗战 八年抗战', '1937-07-07', '1945-09-03'),
  period('抗战初期 抗日战争初期', '1937-07-07', '1938-10'),
  period('抗战后期 抗战末期 抗日战争后期 抗日战争末期', '1944~', '1945~'),
  event('抗战爆发 全面抗战爆发 七七事变 卢沟桥事变 七七卢沟桥事变', '1937-07-07'),
  event('抗战胜利 抗日战争胜利', '1945-09-03'),
  // Announced on the first day, signed on the last.
  event('日本投降 日寇投降', '1945-08-15', '1945-09-02'),
  event('九一八事变 九·一八事变 “九一八”事变', '1931-09-18'),
  period('文革 文化大革命 无产阶级文化大革命 十年动乱 十年浩劫 “文革” “文化大革命”', '1966-05', '1976-10'),
  period('文革初期 文革初 “文革”初期 文化大革命初期', '1966~', '1967~'),
  period('文革后期 文革末期 “文革”后期 文化大革命后期', '1974~', '1976~'),
  period('解放', '1949-10-01', '1949-10-01', { isEvent: true, isLocal: true }),
  period('解放初 解放初期', '1949-10-01', '1952~', local),
  event('建国 新中国成立 新中国建立 中华人民共和国成立', '1949-10-01'),
  period('建国初 建国初期 新中国成立初期 新中国成立之初', '1949-10-01', '1952~'),
  period('改革开放', '1978-12', '..'),
  event('粉碎四人帮 粉碎“四人帮”', '1976-10'),
  event('辛亥革命', '1911-10-10', '1912-02-12'),
  event('武昌起义', '1911-10-10'),
  event('甲午战争 中日甲午战争', '1894-07-25', '1895-04-17'),
  event('戊戌变法 百日维新', '1898-06-11', '1898-09-21'),
  event('五四运动', '1919-05-04', '1919-06-28'),
  period('鸦片战争 第一次鸦片战争', '1840-06', '1842-08'),
  period('第二次鸦片战争', '1856-10', '1860-10'),
  period('太平天国 太平天国运动', '1851-01-11', '1864-07-19'),
  period('大革命 第一次国内革命战争', '1924-01', '1927-07'),
  period('北伐 北伐战争', '1926-07', '1928-12'),
  period('土地革命 土地革命战争 第二次国内革命战争', '1927-08', '1937-07'),
  period('红军长征 长征', '1934-10', '1936-10'),
  period('解放战争 第三次国内革命战争', '1945-08', '1949-09'),
  period('抗美援朝 抗美援朝战争', '1950-10', '1953-07'),
  period('大跃进 “大跃进”', '1958', '1960'),
  period('三年困难 三年自然灾害 三年经济困难', '1959', '1961'),
  period('四清 四清运动 “四清” “四清”运动', '1963', '1966'),
  ...plans,
  period('清末民初 清末民国初', '1901~', '1916~'),
  period('清末 清季 清朝末年 清代末年', '1901~', '1911~'),
  period('晚清', '1840~', '1911~'),
  period('清初 清朝初年 清代初年', '1644~', '1661~'),
  period('明末清初', '1621~', '1661~'),
  period('明末 明朝末年 明代末年', '1621~', '1644~'),
  period('明初 明朝初年 明代初年', '1368~', '1398~'),
  period('元末 元朝末年', '1351~', '1368~'),
  period('元末明初', '1351~', '1398~'),
  period('民初', '1912~', '1916~'),
  period('清代 清朝', '1644', '1911'),
  period('明清', '1368', '1911'),
  period('明代 明朝', '1368', '1644'),
  period('元代 元朝', '1271', '1368'),
  period('宋代 宋朝 两宋', '0960', '1279'),
  period('北宋', '0960', '1127'),
  period('南宋', '1127', '1279'),
  period('金代', '1115', '1234'),
  period('辽代', '0916', '1125'),
  period('五代十国', '0907', '0979'),
  period('五代', '0907', '0960'),
  period('唐代 唐朝', '0618', '0907'),
  period('隋代 隋朝', '0581', '0618'),
  period('南北朝', '0420', '0589'),
  period('东汉', '0025', '0220'),
  period('西汉', '-0201', '0008'),
  // Two reigns in one word, as gazetteers write them.
  ...(
    [
      ['正嘉', 1506, 1566],
      ['嘉隆', 1522, 1572],
      ['隆万', 1567, 1620],
      ['启祯 天崇', 1621, 1644],
      ['顺康', 1644, 1722],
      ['康雍', 1662, 1735],
      ['康乾 康雍乾', 1662, 1795],
      ['雍乾', 1723, 1795],
      ['乾嘉', 1736, 1820],
      ['嘉道', 1796, 1850],
      ['道咸', 1821, 1861],
      ['咸同', 1851, 1874],
      ['同光', 1862, 1908],
      ['光宣', 1875, 1911],
    ] as const
  ).map(([names, first, last]) =>
    period(
      names
        .split(' ')
        .flatMap((name) => [`${name}年间`, `${name}之际`, `${name}时期`, `${name}间`])
        .join(' '),
      String(first),
      String(last),
    ),
  ),
]
