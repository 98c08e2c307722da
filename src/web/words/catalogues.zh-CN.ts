/** 目录: Chinese. */
export const catalogues = {
  open: '目录',
  names: { filing: '归档文件目录', volume: '卷内目录', photographs: '照片说明页' },
  toReturn: '待退还原件清单',
  formats: { html: '打印', docx: 'Word 文件', xlsx: 'Excel 表' },
}
export type CatalogueWords = typeof catalogues
