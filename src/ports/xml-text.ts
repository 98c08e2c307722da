/** Text for XML 1.0, which has no place for control characters, half surrogates and noncharacters: a program calls a file that has them damaged. */
export const soundText = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').toWellFormed()

const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** As it stands between tags, or between the quotes of an attribute. */
export const escapeXml = (text: string): string => soundText(text).replace(/[&<>"]/g, (one) => named[one]!)
