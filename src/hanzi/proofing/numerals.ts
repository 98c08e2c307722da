/** 数字: GB/T 15835. Pure. */
import { numeralValue } from '../numerals.ts'
import { matching, type Rule } from './hint.ts'
import { hanNumber, inFigures, inHan } from './numbers.ts'

/** What is counted, as far as 三四个 is surely an estimate and no list of numbers. */
const measures =
  '个|天|人|岁|里|次|位|斤|亩|尺|丈|步|户|家|只|条|间|小时|分钟|十|百|千|万|米|元|块|担|石|艘|把|张|件|倍'
const han = '一二三四五六七八九'

const shortYear = matching(
  'numerals.short-year',
  /(?<=^|[，。；、：（“在于到从自至据])[’'‘]?([3-9]\d)年(?=\d{1,2}月|[春夏秋冬]|[初底末][，。；、]|[上下]半年)/g,
  ([, year]) => `19${year}年`,
)
/** 几 is no figure: it goes with Chinese numerals. */
const estimate = matching('numerals.estimate', /(?<![\d.])(\d{1,4})几(?=[\p{Script=Han}])/gu, ([, number]) =>
  Number(number) % 10 === 0 && Number(number) > 0 ? `${hanNumber(Number(number))}几` : undefined,
)
const pauseHan = matching(
  'numerals.estimate-pause',
  new RegExp(`(?<![第初${han}十百千、])([${han}])、([${han}])(?=${measures})(?!个[方问]面|条[战路]线)`, 'g'),
  ([, a = '', b = '']) => (han.indexOf(b) === han.indexOf(a) + 1 && a + b !== '九十' ? a + b : undefined),
)
const pauseFigures = matching(
  'numerals.estimate-pause',
  new RegExp(`(?<![第\\d.、])([1-9])、([1-9])(?=${measures})`, 'g'),
  ([, a = '', b = '']) => (Number(b) === Number(a) + 1 ? inHan(a + b) : undefined),
)
/** Years in one way, months and days in the other. */
const mixedDate = matching(
  'numerals.mixed-date',
  new RegExp(
    `(?<!\\d)(\\d{4}|[〇零○${han}]{4})年(\\d{1,2}|[${han}十]{1,3})月(?:(\\d{1,2}|[${han}十廿]{1,3})(?=[日号]))?`,
    'g',
  ),
  ([, year = '', month = '', day]) => {
    const parts = [year, month, ...(day ? [day] : [])]
    if (new Set(parts.map((part) => /\d/.test(part))).size === 1) return undefined
    const figure = (part: string) => (/\d/.test(part) ? part : String(numeralValue(part) ?? part))
    return `${/\d/.test(year) ? year : inFigures(year)}年${figure(month)}月${day ? figure(day) : ''}`
  },
)
/** 3千5百: figures go with 万 and 亿 only. */
const units = matching(
  'numerals.units',
  /(?<![\d.])(?:\d+千(?:\d+百)?(?:\d+十)?|\d+百(?:\d+十)?|\d十)(?=[多余人户斤亩元块个名里年担石只艘件万])(?![克瓦卡赫帕伏])/g,
  ([written]) => {
    const value = [...written.matchAll(/(\d+)([千百十])/g)].reduce(
      (sum, [, count, unit]) => sum + Number(count) * (unit === '千' ? 1000 : unit === '百' ? 100 : 10),
      0,
    )
    return value > 0 ? String(value) : undefined
  },
)
/** 农历 and reigns are written in Chinese numerals. */
const lunar = matching(
  'numerals.lunar',
  /(?<=农历|阴历|旧历|夏历)(\d{1,2})月(?:初?(\d{1,2}))?/g,
  ([, month, day]) =>
    `${hanNumber(Number(month))}月${day ? `${Number(day) <= 10 ? '初' : ''}${hanNumber(Number(day))}` : ''}`,
)
const reign = matching(
  'numerals.lunar',
  /(?<=顺治|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统|洪武|永乐|嘉靖|万历|崇祯)(\d{1,2})(?=年)/g,
  ([number]) => (Number(number) > 0 ? hanNumber(Number(number)) : undefined),
)
const zero = matching(
  'numerals.zero',
  new RegExp(`(?<![${han}十百千万〇零○])(?=[${han}〇零○]{4}年)[${han}〇零○]*[零○][${han}〇零○]*(?=年)`, 'g'),
  ([written]) => written.replace(/[零○]/g, '〇'),
)
const range = matching(
  'numerals.range',
  /(?<![\d\-A-Za-z·/.年月])(\d{1,4})(?:-|－|~)(\d{1,4})(?=[年月日岁页人户亩里元个天名]|世纪)(?!\d)/g,
  ([, from, to]) => `${from}—${to}`,
)

export const numeralRules: readonly Rule[] = [
  shortYear,
  estimate,
  pauseHan,
  pauseFigures,
  mixedDate,
  units,
  lunar,
  reign,
  zero,
  range,
]
