/** A character as its number is written: U+20000. Of more than one, the first is told. Pure. */
export const codePointOf = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
