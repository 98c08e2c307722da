/** Several names in one cell of a list: apart by ；, ; or 、 or a line break; a name that has one of these in it stands in quotation marks. As the client's sheet has them. */
const apart = /[；;、\n]/

export function namesOf(text: string): string[] {
  const names: string[] = []
  let name = ''
  for (let at = 0; at <= text.length; at++) {
    if (name.trim() === '' && text[at] === '"') {
      const closing = /"((?:[^"]|"")*)"\s*(?=[；;、\n]|$)/y
      closing.lastIndex = at
      const quoted = closing.exec(text)
      if (quoted) {
        names.push(quoted[1]!.replaceAll('""', '"').trim())
        at += quoted[0].length
        name = ''
        continue
      }
    }
    const one = text[at]
    if (one === undefined || apart.test(one)) {
      names.push(name.trim())
      name = ''
    } else name += one
  }
  return [...new Set(names.filter((one) => one !== ''))]
}

export const namesText = (names: readonly string[]): string =>
  names.map((name) => (apart.test(name) || name.startsWith('"') ? `"${name.replaceAll('"', '""')}"` : name)).join('；')
