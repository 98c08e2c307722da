/** What a key means in the sheet. Pure: what it does is the grid's. */
export type Command =
  | { is: 'move'; rows: number; columns: number; extends: boolean }
  | { is: 'jump'; direction: readonly [rows: number, columns: number]; extends: boolean }
  | { is: 'page'; by: 1 | -1; extends: boolean }
  | { is: 'edge'; of: 'row' | 'sheet'; to: 'start' | 'end'; extends: boolean }
  /** To the next cell, or the one before. */
  | { is: 'next'; by: 1 | -1 }
  /** To the row below, or above. */
  | { is: 'line'; by: 1 | -1 }
  | { is: 'edit' | 'cancel' | 'leave' | 'clear' | 'undo' | 'redo' | 'fill' | 'all' | 'find' | 'break' }
  | { is: 'option'; by: 1 | -1 }

interface Key {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
}
export interface State {
  /** Typed over the cell, or opened to be changed within; null: not editing. */
  editing: 'typed' | 'within' | null
  /** Something is offered beneath the cell. */
  hasOptions: boolean
}

const arrows: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Null where the key is the text's own. */
export function commandOf(
  { key, ctrlKey, metaKey, shiftKey, altKey }: Key,
  { editing, hasOptions }: State,
): Command | null {
  const control = ctrlKey || metaKey
  if (key === 'Enter' && altKey) return editing ? { is: 'break' } : null
  if (altKey) return null
  if (key === 'Enter') return { is: 'line', by: shiftKey ? -1 : 1 }
  if (key === 'Tab' && !control) return { is: 'next', by: shiftKey ? -1 : 1 }
  const arrow = arrows[key]
  if (editing) {
    if (key === 'Escape') return { is: 'cancel' }
    if (!arrow || control || shiftKey || arrow[0] === 0) return null
    if (hasOptions) return { is: 'option', by: arrow[0] as 1 | -1 }
    return editing === 'typed' ? { is: 'move', rows: arrow[0], columns: 0, extends: false } : null
  }
  if (arrow && control) return { is: 'jump', direction: arrow, extends: shiftKey }
  if (arrow) return { is: 'move', rows: arrow[0], columns: arrow[1], extends: shiftKey }
  if (control) {
    switch (key.toLowerCase()) {
      case 'z':
        return { is: shiftKey ? 'redo' : 'undo' }
      case 'y':
        return { is: 'redo' }
      case 'd':
        return { is: 'fill' }
      case 'a':
        return { is: 'all' }
      case 'h':
      case 'f':
        return { is: 'find' }
      case 'home':
        return { is: 'edge', of: 'sheet', to: 'start', extends: shiftKey }
      case 'end':
        return { is: 'edge', of: 'sheet', to: 'end', extends: shiftKey }
      default:
        return null
    }
  }
  switch (key) {
    case 'PageUp':
      return { is: 'page', by: -1, extends: shiftKey }
    case 'PageDown':
      return { is: 'page', by: 1, extends: shiftKey }
    case 'Home':
      return { is: 'edge', of: 'row', to: 'start', extends: shiftKey }
    case 'End':
      return { is: 'edge', of: 'row', to: 'end', extends: shiftKey }
    case 'F2':
      return { is: 'edit' }
    case 'Escape':
      return { is: 'leave' }
    case 'Delete':
    case 'Backspace':
      return { is: 'clear' }
    default:
      return null
  }
}
