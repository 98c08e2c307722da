/** Bytes as people say them: `12.3 GB`. */
export const gigabytes = (bytes: number): string =>
  bytes >= 2 ** 40 ? `${(bytes / 2 ** 40).toFixed(1)} TB` : `${(bytes / 2 ** 30).toFixed(1)} GB`
