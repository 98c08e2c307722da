/** As the API names them. */
export const styles = ['note', 'gbt2015', 'gbt2025'] as const
export type Style = (typeof styles)[number]
