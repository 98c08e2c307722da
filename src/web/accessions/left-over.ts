/** Not what anybody gives: traces of the systems that folders lay on. */
const leftOver = /(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini|__MACOSX\/.*|\._[^/]*)$/i
export const isLeftOver = (path: string): boolean => leftOver.test(path)
