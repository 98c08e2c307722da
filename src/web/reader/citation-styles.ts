/** As the API names them. */
export const styles = ['note', 'gbt2015', 'gbt2025'] as const
export type Style = (typeof styles)[number]

const KEPT = 'wenshi.citation'
/** The one used last in this browser. */
export const styleNow = (): Style => styles.find((one) => one === localStorage.getItem(KEPT)) ?? 'note'
export const keepStyle = (style: Style): void => localStorage.setItem(KEPT, style)
