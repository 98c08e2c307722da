/** What people are told of files: sending, keeping, reading, showing, importing. */
import type { FaultCode } from '../../faults.ts'

export const files = {
  'upload.none': [
    '请求里没有文件：请用 multipart 的 files 字段上传。',
    'The request holds no file: upload it in the multipart field `files`.',
  ],
  'upload.broken-off': [
    '上传中断。已回执的文件都已妥存；把其余的重新上传即可，重复的会自动识别。',
    'The upload was cut off. What was acknowledged is safe; send the rest again, duplicates are recognised.',
  ],
  'upload.not-found': [
    '没有这个续传（可能已过期，或属于别人），请重新上传这个文件。',
    'There is no such upload (it may have run out, or be somebody else’s); upload the file again.',
  ],
  'upload.version': [
    '续传须用 tus 1.0.0（请求头 Tus-Resumable: 1.0.0）。',
    'Resumable uploads speak tus 1.0.0 (header Tus-Resumable: 1.0.0).',
  ],
  'upload.header': ['请求头 {header} 缺少或不合规定。', 'The header {header} is missing or not as it should be.'],
  'upload.offset': [
    '续传的位置不对：已收到 {offset} 字节，请从那里接着传。',
    'Wrong offset: {offset} bytes have arrived; go on from there.',
  ],
  'upload.beyond': [
    '传来的字节超过了声明的长度（{length}），这一段没有收下。',
    'More bytes came than were announced ({length}); this part was not taken.',
  ],
  'upload.checksum': [
    '这一段的校验码（{algorithm}）不符，没有收下；请重传这一段。',
    'The checksum ({algorithm}) of this part does not match; it was not taken. Send it again.',
  ],
  'upload.too-many-open': [
    '没有传完的续传太多（上限 {limit} 个），请先传完或放弃一些。',
    'Too many unfinished uploads (limit {limit}); finish or give up some first.',
  ],
  'upload.too-many': [
    '一次请求里的字段太多或太大，请分批上传。',
    'Too many or too large fields in one request; upload in batches.',
  ],
  'storage.full': [
    '存储空间已满，没有收下。请管理员腾出空间后重新上传；已收的文件不受影响。',
    'The storage is full; this was not taken in. Make room and upload it again; what was received is safe.',
  ],
  'storage.failing': [
    '存储写入失败，没有收下。请稍后重试，并请管理员检查磁盘。',
    'Writing to storage failed; this was not taken in. Try again later and have the disk checked.',
  ],
  'file.empty': [
    '文件是空的（0 字节），没有收下。请检查原文件后重传。',
    'The file is empty (0 bytes) and was not taken in. Check the original and send it again.',
  ],
  'file.too-large': [
    '文件超过上限（{limit} 字节），没有收下。请拆分，或请管理员调高 MAX_FILE_BYTES。',
    'The file is larger than the limit ({limit} bytes) and was not taken in. Split it, or have MAX_FILE_BYTES raised.',
  ],
  'file.name': ['文件名无法使用。', 'The file name cannot be used.'],
  'file.svg': [
    '不接受 SVG（可能带脚本）。请另存为 PNG 或 PDF 再上传。',
    'SVG is not accepted (it may carry scripts). Save it as PNG or PDF and upload that.',
  ],
  'file.unsupported': [
    '原件已妥存，但读不出这种格式的文字。请另存为 docx、PDF 或 txt，作为副本加入此件。',
    'The original is kept, but this format cannot be read. Save a copy as docx, PDF or txt and add it to the item.',
  ],
  'file.no-text': [
    '仅有图像：文件里没有文字层，检索不到内容。可录入文本，或等待 OCR。',
    'Images only: the file has no text layer and cannot be searched. Type the text, or wait for OCR.',
  ],
  'file.not-docx': [
    '读不出这个文件。请用 Word 或 WPS 打开它，去掉密码，另存为 .docx 再导入。',
    'This file cannot be read. Open it in Word or WPS, take off its password, save it as .docx, and import that.',
  ],
  'file.damaged': [
    '文件已损坏，读不出内容；原件已原样保存。请向提供者再要一份。',
    'The file is damaged and cannot be read; the original is kept as it came. Ask the donor for another copy.',
  ],
  'file.encrypted': [
    '文件有密码，读不出内容；原件已原样保存。请去掉密码后再传一份。',
    'The file is protected by a password; the original is kept. Send a copy without the password.',
  ],
  'file.needs-libreoffice': [
    '这个旧式文档（.doc/.wps）读不出文字；原件已原样保存。请另存为 docx 再传，或请管理员安装 LibreOffice 后重试。',
    'This old document (.doc/.wps) could not be read; the original is kept. Save it as docx and send that, or have LibreOffice installed and retry.',
  ],
  'text.undecodable': [
    '文字编码无法确定，读不出内容；原件已原样保存。请选择正确的编码。',
    'The text’s encoding cannot be told; the original is kept. Choose the right encoding.',
  ],
  'text.uncertain-encoding': [
    '编码是推测的（{encoding}），请核对文字；如有乱码，请改选编码。',
    'The encoding was guessed ({encoding}); check the text and choose another one if it is garbled.',
  ],
  'text.garbled': [
    '文字层读出来不像文字（文件没有写明字体的编码），检索会找不到内容。请对照页面图像补录文本，或等待 OCR。',
    'What the text layer holds does not look like text (the file does not say how its fonts are encoded) and cannot be searched. Type the text from the page images, or wait for OCR.',
  ],
  'text.too-long': ['文本超过长度上限，请拆成几件。', 'The text is too long; split it into several items.'],
  'image.damaged': [
    '图像已损坏（{reason}），原件已原样保存。请重新扫描，或向提供者再要一份。',
    'The image is damaged ({reason}); the original is kept. Scan it again or ask for another copy.',
  ],
  'image.too-many-pixels': [
    '图像过大（{width}×{height} 像素），没有生成缩略图；原件已保存。请管理员调高 MAX_PIXELS 或提供较小的副本。',
    'The image is too large ({width}×{height} pixels) to be rendered; the original is kept. Raise MAX_PIXELS or add a smaller copy.',
  ],
  'image.unsupported': [
    '不能显示这种图像格式；原件已原样保存。请另存为 TIFF、JPEG 或 PNG，作为副本加入。',
    'This image format cannot be shown; the original is kept. Add a copy as TIFF, JPEG or PNG.',
  ],
  'image.derivative-damaged': [
    '此件的显示用图像在存储中损坏，原件不受影响。请联系管理员重新生成。',
    'The picture made for showing is damaged in storage; the original is not affected. Ask the administrator to have it made again.',
  ],
  'image.request': [
    '图像请求中的 {part} 不能满足：{value}。请按 IIIF Image API 3.0 和 info.json 所列改正。',
    'The {part} of this image request cannot be met: {value}. Correct it by the IIIF Image API 3.0 and what info.json offers.',
  ],
  'image.busy': [
    '此刻取图的请求过多，请稍后再试。',
    'Too many pictures are being made at the moment; try again shortly.',
  ],
  'image.answer-too-large': [
    '所要的图像超过 {limit} 字节。请改用 jpg，或取较小的尺寸。',
    'The picture asked for is larger than {limit} bytes; ask for jpg, or for a smaller size.',
  ],
  'archive.too-many-entries': [
    '压缩包里的文件太多（上限 {limit} 个），没有展开；原件已保存。请分成几个压缩包。',
    'The archive holds too many files (limit {limit}) and was not unpacked; it is kept. Split it.',
  ],
  'archive.too-large': [
    '压缩包展开后过大，没有展开；原件已保存。请分成几个压缩包。',
    'The archive is too large when unpacked and was not; it is kept. Split it.',
  ],
  'archive.too-deep': [
    '压缩包嵌套超过 {limit} 层，没有继续展开；原件已保存。',
    'The archive is nested deeper than {limit} and was not unpacked further; it is kept.',
  ],
  'archive.damaged': [
    '压缩包已损坏，无法展开；原件已原样保存。',
    'The archive is damaged and could not be unpacked; it is kept as it came.',
  ],
  'archive.entry': [
    '压缩包里的这个文件无法取出；压缩包原件已保存。',
    'This member of the archive could not be taken out; the archive itself is kept.',
  ],
  'table.too-large': [
    '表太大：至多 {rows} 行、{columns} 列，请分成几个表导入。',
    'The table is too large: {rows} rows and {columns} columns at most; import it in parts.',
  ],
  'table.old-excel': [
    '这是旧版 Excel（.xls）文件，请另存为 .xlsx 或 CSV 后再导入。',
    'This is an old Excel file (.xls); save it as .xlsx or CSV and import that.',
  ],
  'table.damaged': [
    '表格文件已损坏、没有传完或有密码，读不出内容，什么都没有导入。请重新保存一份再试。',
    'The table is damaged, cut short or protected by a password; nothing was imported. Save it anew and try again.',
  ],
  'table.none': [
    '这个文件不是表格，什么都没有导入。请选 .xlsx 或 CSV 文件。',
    'This file is no table; nothing was imported. Choose an .xlsx or a CSV file.',
  ],
  'metadata.no-columns': [
    '没有认得的栏目名。首行应有“文件名”或“档号”，以及题名、责任者、日期等栏目；可先导出一份照着填。',
    'No column is known by its heading. The first row should name 文件名 or 档号 (filename, referenceCode) and elements of the description; export a list to see how.',
  ],
  'metadata.unmatched': [
    '这一批里没有“{name}”，此行未导入。',
    'There is no “{name}” in this accession; the row was left out.',
  ],
  'metadata.duplicate': [
    '“{name}”与“{title}”的文件完全相同，收件时没有另立一件，此行未导入；请把著录写在“{title}”那一行。',
    '“{name}” is the same file as that of “{title}” and made no item of its own; the row was left out. Describe it in the row of “{title}”.',
  ],
  'metadata.ambiguous': [
    '“{name}”在这一批里有 {count} 件，请加上路径或档号以便区分。',
    '“{name}” fits {count} items of this accession; add the path or the reference code.',
  ],
  'metadata.twice': [
    '与第 {row} 行写的是同一件，此行未导入。',
    'Row {row} describes the same item; this row was left out.',
  ],
  'metadata.value': [
    '有格子的内容不合要求，请改正后再导入。',
    'A cell is not as required; correct it and import again.',
  ],
  'child.timeout': [
    '处理超时，已停止；原件已原样保存。可以重试。',
    'Processing took too long and was stopped; the original is kept. It can be retried.',
  ],
  'child.memory': [
    '处理所需内存过大，已停止；原件已原样保存。',
    'Processing needed too much memory and was stopped; the original is kept.',
  ],
  'child.crashed': [
    '处理此文件的程序异常退出；原件已原样保存。可以重试，或提供另一种格式的副本。',
    'The program that processes this file crashed; the original is kept. Retry it, or add a copy in another format.',
  ],
} satisfies Partial<Record<FaultCode, [zh: string, en: string]>>

/** Why a picture is damaged, as it stands in the records, in English. */
export const damages: Readonly<Record<string, string>> = {
  读不出图像头: 'its header cannot be read',
  文件不完整: 'the file is not whole',
  解码失败: 'it cannot be decoded',
}
