/** What people are told, for every fault, in every language: what happened, why, what to do next. */
import type { FaultCode, FaultDetails, Problem } from '../faults.ts'

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

/** Chinese unless English is asked for first. */
export function languageOf(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().split(';')
      const q = rest.find((one) => one.trim().startsWith('q='))
      return { tag: tag.toLowerCase(), q: q ? Number(q.trim().slice(2)) || 0 : 1 }
    })
    .filter(({ tag, q }) => q > 0 && (tag.startsWith('zh') || tag.startsWith('en')))
    .sort((a, b) => b.q - a.q)
  return wanted[0]?.tag.startsWith('en') ? 'en' : 'zh-CN'
}

const sentences: Record<FaultCode, [zh: string, en: string]> = {
  'request.invalid': [
    '请求的内容不符合要求，请按 errors 中逐项指出的地方改正后再试。',
    'The request is not as required; correct what `errors` points at and try again.',
  ],
  'request.json': [
    '请求正文不是有效的 JSON，请检查格式后重发。',
    'The request body is not valid JSON; check it and send it again.',
  ],
  'request.too-large': [
    '请求正文过大（上限 {limit} 字节），请分开发送。',
    'The request body is too large (limit {limit} bytes); send it in parts.',
  ],
  'request.not-found': ['没有这个地址，请对照接口文档 /api/v1/docs。', 'There is no such address; see /api/v1/docs.'],
  'request.method': [
    '这个地址不接受该方法，可用的方法：{allowed}。',
    'This address does not take that method; allowed: {allowed}.',
  ],
  'request.media-type': [
    '不接受这种正文类型，应为 {expected}。',
    'This media type is not accepted; expected {expected}.',
  ],
  'request.long-head': [
    '地址和请求头太长（上限 {limit} 字节），请缩短检索式或减少参数。',
    'The address and headers are too long (limit {limit} bytes); shorten the query or send fewer parameters.',
  ],
  'request.broken-off': ['请求在传送中断开，请重发。', 'The request was cut off; send it again.'],
  'request.cursor': [
    '接着列出的标记（after）无效：请用上一次应答里的 next，条件和次序不变；或者从头列出。',
    'The mark `after` is none of ours: use `next` of the answer before, with the same filters and order; or list from the start.',
  ],
  'request.precondition': [
    '修改前须带 If-Match（先读取，再用读到的版本号提交），以免覆盖别人的修改。',
    'Send If-Match with the revision you read, so that nobody’s change is overwritten.',
  ],
  'request.range': [
    '请求的范围超出文件（共 {size} 字节），请改正 Range 后重取。',
    'The range lies outside the file ({size} bytes); correct Range and ask again.',
  ],
  internal: [
    '服务内部出错，已记录。请稍后再试；若仍如此，请把请求编号告诉管理员。',
    'Something went wrong inside the service and was logged. Try again later; if it persists, give the request id to the administrator.',
  ],
  'login.required': ['请先登录。', 'Please sign in first.'],
  'login.wrong': ['用户名或密码不对。', 'Wrong user name or password.'],
  'login.slow-down': [
    '尝试过于频繁，请 {retryAfter} 秒后再试。',
    'Too many attempts; try again in {retryAfter} seconds.',
  ],
  'login.suspended': ['该账号已停用，请联系管理员。', 'This account is suspended; ask the administrator.'],
  'csrf.wrong': [
    '请求缺少或带错了 X-CSRF-Token，请刷新页面后重试。',
    'X-CSRF-Token is missing or wrong; reload the page and try again.',
  ],
  'act.forbidden': [
    '您的角色不能做这件事（{act}），如确有需要请联系管理员。',
    'Your role does not allow this ({act}); ask the administrator if you need it.',
  ],
  'user.not-found': ['没有这个用户。', 'There is no such user.'],
  'user.taken': ['用户名“{username}”已有人用，请换一个。', 'The user name “{username}” is taken; choose another.'],
  'user.last-admin': [
    '这是最后一位在用的管理员，不能停用或去掉管理员角色；请先指定另一位。',
    'This is the last active administrator; appoint another one first.',
  ],
  'password.weak': [
    '密码太弱：至少 12 个字符，不要用常见密码或含用户名。',
    'The password is too weak: 12 characters at least, not a common one, not containing the user name.',
  ],
  'password.wrong': ['原密码不对。', 'The present password is wrong.'],
  'token.not-found': ['没有这个令牌。', 'There is no such token.'],
  'backup.no-folder': [
    '服务器上没有设定备份文件夹：请设置 BACKUP_DIR（最好在另一块硬盘上）后重启，或用 npm run backup。',
    'No folder for backups is set on the server: set BACKUP_DIR, best on another disk, and start again; or use npm run backup.',
  ],
  'backup.damaged': [
    '备份已完成，但有 {count} 个原件与登记不符，没有备份；请运行固定性检查，并从较早的备份恢复这些原件。',
    'The backup was made, but {count} originals are not what they were and were left out: run the fixity check and bring them back from an earlier backup.',
  ],
  'basket.not-found': ['没有这个选材篮，或它不是您的。', 'There is no such basket, or it is not yours.'],
  'basket.entry-not-found': [
    '篮中没有这一条，可能已经取出；请刷新后再看。',
    'There is no such entry in the basket; it may have been taken out. Look again.',
  ],
  'basket.too-many': [
    '选材篮已有 {limit} 个，请先删除不用的。',
    'You have {limit} baskets already; delete one you no longer need.',
  ],
  'basket.full': [
    '篮中已有 {limit} 条，放不下了；请另建一个选材篮。',
    'The basket holds {limit} entries and is full; make another one.',
  ],
  'basket.order': [
    '次序须恰好包含篮中的每一条各一次；篮中内容可能已变，请刷新后再排。',
    'The order must name every entry once; the basket may have changed, look again.',
  ],
  'saved-search.not-found': ['没有这条检索条件，或它不是您的。', 'There is no such saved search, or it is not yours.'],
  'saved-search.too-many': [
    '检索条件已保存 {limit} 条，请先删除不用的。',
    'You have saved {limit} searches already; delete one you no longer need.',
  ],
  'citation.range': [
    '引文的起止不在本件文字之内（共 {length} 个单位）。',
    'The passage does not lie within the text ({length} units long).',
  ],
  'report.not-found': ['没有这条报错，或您无权查看。', 'There is no such report, or you may not see it.'],
  'report.decided': [
    '这条报错已有人处理过；要改判，请先恢复为待处理。',
    'This report has been decided already; to decide otherwise, open it again first.',
  ],
  'report.reason': [
    '不采纳须写明理由，报错的人会看到。',
    'A refusal needs a reason; whoever reported it will read it.',
  ],
  'report.range': [
    '所选文字须在本件文字之内（共 {length} 个单位），且不超过 {limit} 个单位。',
    'The passage must lie within the text ({length} units long) and have no more than {limit} units.',
  ],
  'report.too-many': [
    '您已有 {limit} 条报错等待处理，请等处理一些之后再报。',
    'You have {limit} reports waiting; wait until some of them have been decided.',
  ],
  'grant.not-found': ['没有这项授权。', 'There is no such grant.'],
  'access-request.not-found': ['没有这项利用申请。', 'There is no such access request.'],
  'access-request.decided': ['这项申请已经处理过了。', 'This request has already been decided.'],
  'accession.not-found': ['没有这个征集批次，请核对编号。', 'There is no such accession; check its id.'],
  'accession.no-line': [
    '这个批次的清单里没有这一行，请重新打开页面。',
    'The list of this accession has no such line; open the page again.',
  ],
  'accession.closed': [
    '批次 {accessionNumber} 已结束收件，请新建批次。',
    'Accession {accessionNumber} is closed; register a new one.',
  ],
  'item.not-found': ['没有这一件，或您无权查看。', 'There is no such item, or you may not read it.'],
  'item.stale': [
    '在您编辑期间别人改过这一件（现为第 {revision} 版）。请重新读取，对照后再提交；您的内容没有丢。',
    'Somebody changed this item meanwhile (now revision {revision}). Read it again, compare, and submit again; nothing of yours is lost.',
  ],
  'item.deleted': ['这一件在回收站里，请先恢复。', 'This item is in the recycle bin; restore it first.'],
  'item.no-text': ['这一件没有文本。', 'This item has no text.'],
  'item.no-pages': [
    '此件没有可显示的页：还在处理，或只有录音、纸本。',
    'There are no pages to show: the item is still processed, or is a recording or on paper only.',
  ],
  'item.secret': [
    '本系统为非涉密系统：标为绝密、机密、秘密的只登记纸质档案的档号与存放位置，不得存放文件。',
    'This system holds nothing classified: register only the paper’s reference code and location, without files.',
  ],
  'item.reference-code-taken': [
    '档号已被另一件使用（含回收站），档号不得重复。',
    'This reference code is in use by another item (perhaps in the recycle bin); codes are unique.',
  ],
  'item.incomplete': [
    '必著项还没有填齐（{fields}），填齐后才能送审、入库。',
    'Required elements are missing ({fields}); fill them in before handing in or filing.',
  ],
  'item.filed': [
    '这一件已入库，著录不能改。请先解锁并写明缘由，或请管理员修改。',
    'This item is filed and its description locked: unlock it with a reason, or ask an administrator.',
  ],
  'item.not-submitted': ['这一件还没有送审，不能入库。', 'This item was not handed in for review and cannot be filed.'],
  'item.own-submission': [
    '按本馆设置，入库须由送审者以外的人办理。',
    'In this archive somebody else than who handed the item in has to file it.',
  ],
  'item.unlock-reason': ['解锁须写明缘由。', 'Unlocking needs a reason.'],
  'object.not-found': ['没有这个文件，或您无权查看。', 'There is no such file, or you may not read it.'],
  'object.in-use': [
    '文件必须归属一件，不能从这一件中移除；可以调整顺序，或并入另一件。',
    'A file always belongs to an item: it can be re-ordered or moved to another item, not dropped.',
  ],
  'object.no-thumbnail': [
    '还没有缩略图：可能仍在处理，或此文件没有图像。',
    'There is no thumbnail: the file may still be processed, or holds no picture.',
  ],
  'object.damaged': [
    '原件在存储中缺失或已损坏，已停止提供。请联系管理员核查固定性并从备份恢复。',
    'The original is missing or damaged in storage and is not served. Ask the administrator to check fixity and restore it from the backup.',
  ],
  'revision.not-found': ['没有第 {revision} 版。', 'There is no revision {revision}.'],
  'text.corrected': [
    '这份文本已有人工校订，重新读取原件会换掉它。确要如此，请带 replaceCorrected: true。',
    'People have corrected this text; reading the original again would replace it. To do so send replaceCorrected: true.',
  ],
  'text.not-text': ['这一件没有可读成文本的文件。', 'This item has no file that could be read as text.'],
  'text.pages': [
    '分页不连续：第 {page} 页应从 {expected} 开始。各页须首尾相接并覆盖全文。',
    'The pages leave a gap: page {page} should start at {expected}. Pages must partition the text.',
  ],
  'transcription.other-text': [
    '这一件已有文字，但文字的分页与图像对不上，不能逐页誊录；请先设好分页。',
    'This item has a text whose pages are not those of its pictures: set the pages first.',
  ],
  'transcription.no-page': ['没有第 {page} 页。', 'There is no page {page}.'],
  'transcription.stale': [
    '这一页（或这一校次）刚被别人改过。请看过最新内容再继续，您写的还在本页。',
    'Somebody else has just changed this page or round. Look at it as it is now; what you wrote is still here.',
  ],
  'transcription.own-work': [
    '上一遍是您自己完成的，校对请由另一人来做。',
    'You ended the round before yourself; somebody else has to proofread it.',
  ],
  'transcription.conflict': [
    '第 {page} 页的正文在别处改过，与这里的草稿不同。请先定下用哪一个。',
    'The text of page {page} was changed elsewhere and differs from the draft: decide which one stands.',
  ],
  'transcription.empty': ['还没有录入文字。', 'Nothing has been transcribed yet.'],
  'date.unreadable': [
    '读不懂日期“{text}”，请写成 1938、1938-06 或 1938-06-09。',
    'The date “{text}” cannot be read; write 1938, 1938-06 or 1938-06-09.',
  ],
  'settings.stale': [
    '在您编辑期间别人改过设置（现为第 {revision} 版）。请重新读取，对照后再提交。',
    'Somebody changed the settings meanwhile (now revision {revision}). Read them again, compare, and submit again.',
  ],
  'sample.loaded': [
    '示例材料已经装入，或正在装入。要重新装，请先清除。',
    'The sample is loaded, or is being loaded. Remove it before loading it again.',
  ],
  'chronology.not-found': ['年号表或时期表里没有这一条。', 'There is no such entry in the table of eras or periods.'],
  'chronology.stale': [
    '在您编辑期间别人改过这一条（现为第 {revision} 版）。请重新读取，对照后再提交。',
    'Somebody changed this entry meanwhile (now revision {revision}). Read it again, compare, and submit again.',
  ],
  'chronology.built-in': [
    '这是内置的条目，不能删除；不需要时请隐藏（hidden: true）。',
    'This entry is built in and cannot be removed; hide it instead (hidden: true).',
  ],
  'chronology.taken': [
    '名称“{name}”已在另一条（{id}）里，请改名，或先改那一条。',
    'The name “{name}” belongs to another entry ({id}); choose another, or change that one first.',
  ],
  'chronology.name': [
    '名称“{name}”不能用：至少两个字，且本身不能已是一个日期。',
    'The name “{name}” cannot be used: two characters at least, and not a date by itself.',
  ],
  'chronology.order': ['起（{start}）不能晚于止（{end}）。', 'It cannot begin ({start}) after it ends ({end}).'],
  'chronology.too-many': [
    '自己的条目已达上限（{limit} 条），请先删去不用的。',
    'There are as many entries of your own as there may be ({limit}); remove some first.',
  ],
  'authority.not-found': ['规范档里没有这一条。', 'There is no such authority record.'],
  'authority.stale': [
    '在您编辑期间别人改过这一条（现为第 {revision} 版）。请重新读取，对照后再提交。',
    'Somebody changed this record meanwhile (now revision {revision}). Read it again, compare, and submit again.',
  ],
  'authority.gone': [
    '这一条已删除或已并入另一条，请先恢复，或改用另一条。',
    'This record was deleted or merged into another one; restore it first, or use the other one.',
  ],
  'authority.in-use': [
    '有 {items} 件著录关联到这一条，不能删除；如属重复，请并入另一条。',
    'It cannot be deleted: {items} items are linked to it. If it is a duplicate, merge it into the other one.',
  ],
  'authority.merge': [
    '不能并入“{name}”：须是另一条，且类型相同。',
    'It cannot be merged into “{name}”: that must be another record of the same kind.',
  ],
  'authority.name': [
    '名称“{name}”不能用：须有文字，不能只是数字或标点。',
    'The name “{name}” cannot be used: it needs letters or characters, not figures or marks alone.',
  ],
  'authority.several': [
    '规范档里有不止一条“{name}”，分不清是哪一条；请加上标识（如 CBDB:123），或先合并。',
    'There is more than one “{name}” in the list; add an identifier (CBDB:123), or merge them first.',
  ],
  'authority.list': [
    '名单读不出来：须为 UTF-8 或 GB18030 的 CSV，首行是栏目名，须有“规范名”一栏；或每行一条的 JSON。',
    'The list cannot be read: send CSV in UTF-8 or GB18030 whose first line names the columns, 规范名 (name) among them; or one JSON object a line.',
  ],
  'authority.too-many': [
    '名单太长（上限 {limit} 条），请分开导入。',
    'The list is too long (limit {limit} rows); import it in parts.',
  ],
  'reuse.not-found': [
    '这两件没有相同的段落（或有一件您无权查看）。',
    'These two items share no passages, or you may not read one of them.',
  ],
  'reuse.stale': [
    '在您查看期间，这一对比对结果已有变化或已有人作出判断（现为第 {revision} 版）。请重新读取，对照后再提交。',
    'This pair was compared again or decided about meanwhile (now revision {revision}). Read it again, compare, and submit again.',
  ],
  'job.not-found': ['没有这个后台任务，或不是您的。', 'There is no such job, or it is not yours.'],
  'job.not-retryable': ['任务当前状态（{state}）不能这样操作。', 'The job’s state ({state}) does not allow this.'],
  'fixity.not-found': ['没有这次固定性检查。', 'There is no such fixity run.'],
  'search.syntax': [
    '检索式在第 {place} 个字符处（“{found}”）读不下去，此处应为：{expected}。',
    'The query cannot be read at character {place} (“{found}”); expected: {expected}.',
  ],
  'search.only-not': [
    '检索式不能只有“不含”，请至少给一个要找的词。',
    'A query cannot consist of exclusions only; give at least one word to find.',
  ],
  'search.too-deep': [
    '翻页太深（上限 10,000 条）。要取全部结果，请用导出：{export}。',
    'That is too deep (limit 10,000). For all results use the export: {export}.',
  ],
  'search.too-long': [
    '检索式太长，或括号套得太深，请简化后再试。',
    'The query is too long or nested too deeply; simplify it.',
  ],
  'search.unavailable': [
    '检索暂时不可用，稍后会自动恢复；收件与阅览不受影响。',
    'Search is unavailable for the moment and will come back by itself; receiving and reading go on.',
  ],
  'search.refused': [
    '检索引擎拒收了 {count} 件以上，索引未换，旧索引照常使用。原因：{reason}',
    'The search engine refused more than {count} items; the former index goes on serving. It said: {reason}',
  ],
  'search.no-room': [
    '磁盘空间不足，索引没有重建：约需 {needed}，可用的只有 {free}。旧索引照常使用；请腾出空间，再重试这个任务。',
    'Too little disk space to rebuild the index: about {needed} are needed, {free} can be used. The former index goes on serving; make room, then retry this job.',
  ],
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
  'service.stopping': ['服务正在停止，请稍后重试。', 'The service is stopping; try again shortly.'],
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
  'metadata.no-columns': [
    '没有认得的栏目名。首行应有“文件名”或“档号”，以及题名、责任者、日期等栏目；可先导出一份照着填。',
    'No column is known by its heading. The first row should name 文件名 or 档号 (filename, referenceCode) and elements of the description; export a list to see how.',
  ],
  'metadata.unmatched': [
    '这一批里没有“{name}”，此行未导入。',
    'There is no “{name}” in this accession; the row was left out.',
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
}

const fill = (template: string, details: FaultDetails): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''))

export const sentence = ({ code, details = {} }: Problem, language: Language): string =>
  fill(sentences[code][language === 'en' ? 1 : 0], details)
