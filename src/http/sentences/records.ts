/** What people are told of what is kept: batches, items, texts, the tables and lists beside them. */
import type { FaultCode } from '../../faults.ts'

export const records = {
  'accession.not-found': ['没有这个征集批次，请核对编号。', 'There is no such accession; check its id.'],
  'accession.no-line': [
    '这个批次的清单里没有这一行，请重新打开页面。',
    'The list of this accession has no such line; open the page again.',
  ],
  'accession.closed': [
    '批次 {accessionNumber} 已结束收件，请新建批次。',
    'Accession {accessionNumber} is closed; register a new one.',
  ],
  'accession.received-ahead': [
    '收到日期不能晚于今天（{today}）。',
    'The day of receipt cannot be later than today ({today}).',
  ],
  'accession.due-early': [
    '约定退还日期不能早于收到日期（{receivedDate}）。',
    'The day to return by cannot be before the day of receipt ({receivedDate}).',
  ],
  'accession.returned-ahead': [
    '退还日期不能晚于今天（{today}）。',
    'The day of return cannot be later than today ({today}).',
  ],
  'accession.returned-early': [
    '退还日期不能早于收到日期（{receivedDate}）。',
    'The day of return cannot be before the day of receipt ({receivedDate}).',
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
  'text.of-volume': [
    '这一件的文字是从整册里分出来的，不能单独重读原件；请直接校订。',
    'The text of this item was cut out of a volume and cannot be read again by itself; correct it instead.',
  ],
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
} satisfies Partial<Record<FaultCode, [zh: string, en: string]>>
