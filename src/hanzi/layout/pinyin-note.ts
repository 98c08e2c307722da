/** Is a note a reading in pinyin? By the syllables that Mandarin has: 咖啡（café）is none. Pure. */

/** Every syllable, by its initial. ü also as v; the initials of zero syllables are in the finals. */
const table = `
b a ai an ang ao ei en eng i ian iao ie in ing o u
p a ai an ang ao ei en eng i ian iao ie in ing o ou u
m a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u
f a an ang ei en eng o ou u
d a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo
t a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo
n a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo ü üe v ve ue
l a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo ü üe v ve ue
g a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
k a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
h a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
j i ia ian iang iao ie in ing iong iu u uan ue un
q i ia ian iang iao ie in ing iong iu u uan ue un
x i ia ian iang iao ie in ing iong iu u uan ue un
zh a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo
ch a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
sh a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo
r an ang ao e en eng i ong ou u ua uan ui un uo
z a ai an ang ao e ei en eng i ong ou u uan ui un uo
c a ai an ang ao e en eng i ong ou u uan ui un uo
s a ai an ang ao e en eng i ong ou u uan ui un uo
y a an ang ao e i in ing o ong ou u uan ue un
w a ai an ang ao ei en eng o u
- a ai an ang ao e ei en eng er o ou m n ng`

const syllables = table
  .trim()
  .split('\n')
  .flatMap((row) => {
    const [initial, ...finals] = row.split(' ')
    return finals.map((final) => (initial === '-' ? final : initial + final))
  })
  // The longest first: xian is one syllable, xi'an two.
  .sort((a, b) => b.length - a.length)
const syllable = `(?:${syllables.join('|')})`
const marked = new RegExp(`^(?:${syllable}r?(?:[ '’·-]+|(?=[a-zü])|$))+$`)
const numbered = new RegExp(`^(?:${syllable}[1-5](?:[ '’·-]+|(?=[a-zü])|$))+$`)
const toneMark = /[\u0300\u0301\u0304\u0306\u030c]/g

/** `chēn`, `Chēn zhōu`, `xī’ān`, `chen1zhou1`; `chen` without its tone could be a word of any language. At most 30 characters are expected. */
export function isPinyin(content: string): boolean {
  if (content.length > 60 || !/[a-zɑü]/i.test(content)) return false
  const apart = content.trim().replaceAll('ɑ', 'a').replaceAll('ɡ', 'g').normalize('NFD').toLowerCase()
  const letters = apart.replace(toneMark, '').normalize('NFC')
  // A4 is paper.
  if (/[A-Z][1-5]/.test(content)) return false
  return (apart.search(toneMark) !== -1 && marked.test(letters)) || numbered.test(letters)
}
