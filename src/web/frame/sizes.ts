/** A number of bytes as people say it: 18 KB, 3.8 MB, 1.2 GB. */
export function sizeShown(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1 << 20) return `${Math.ceil(bytes / 1024)} KB`
  const units = ['MB', 'GB', 'TB']
  let value = bytes / (1 << 20)
  let unit = 0
  while (value >= 1000 && unit < 2) {
    value /= 1024
    unit++
  }
  return `${value < 100 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`
}
