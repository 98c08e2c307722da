/** What people are told of volumes, outlines and chapters. */
import type { FaultCode } from '../../faults.ts'

export const publications = {
  'publication.not-found': ['没有这套丛刊。', 'There is no such series.'],
  'volume.not-found': ['没有这一辑。', 'There is no such volume.'],
  'volume.stale': [
    '这一辑刚被别人改过（现为第 {revision} 版），请看过现在的内容再改。',
    'Somebody else has just changed this volume (now revision {revision}); look at it as it is now, then change it.',
  ],
  'volume.field': [
    '这种出版物不能填写“{field}”：内部资料没有定价、书号和 CIP，公开出版物没有准印证号。请清空该项，或改变类型。',
    'A volume of this type has no “{field}”: 内部资料 have no price, ISBN or CIP, public ones no permit number. Clear it, or change the type.',
  ],
  'volume.word': [
    '内部资料的名称不能用“{word}”字样：《{title}》。请改名，或改为公开出版。',
    'A volume of 内部资料 must not be called “{word}”: {title}. Choose another name, or make it public.',
  ],
  'outline.no-node': [
    '篇目里没有这一条，可能已被移除。请刷新篇目再试。',
    'There is no such entry in the outline; it may have been removed. Reload the outline.',
  ],
  'outline.stale': [
    '篇目刚被别人动过，请在现在的篇目（present）上重做这一步。',
    'Somebody else has just changed the outline; make the change again on the present one (`present`).',
  ],
  'outline.not-section': ['这一条是篇，不是栏目。', 'This entry is a chapter, not a section.'],
  'outline.not-empty': [
    '栏目“{title}”里还有篇，请先移走或删去它们。',
    'The section “{title}” still has chapters; move or delete them first.',
  ],
  'outline.inside-itself': ['栏目不能移到它自己里面。', 'A section cannot be moved into itself.'],
  'outline.too-deep': ['栏目至多 {limit} 层。', 'Sections nest at most {limit} deep.'],
  'outline.too-many': ['一辑的篇目至多 {limit} 条。', 'An outline has at most {limit} entries.'],
  'reference.not-found': [
    '文献目录里没有这一条，可能已被删去。',
    'The list has no such source; it may have been removed.',
  ],
  'reference.stale': [
    '这一条文献刚被别人改过，请看过现在的内容再改。',
    'Somebody else has just changed this source; look at it as it is now, then change it.',
  ],
  'proofing.stale': [
    '词表刚被别人改过，请看过现在的词表再改。',
    'Somebody else has just changed the lists; look at them as they are now, then change them.',
  ],
  'reference.of-item': [
    '这一条是馆藏的件，请在它的著录里改。',
    'This source is an item of the archive; change its description instead.',
  ],
  'chapter.not-found': ['没有这一篇，可能已被删去。', 'There is no such chapter; it may have been deleted.'],
  'chapter.no-version': ['这一篇没有第 {revision} 稿。', 'This chapter has no version {revision}.'],
  'chapter.stale': [
    '这一篇刚被别人存过（现为第 {revision} 稿）。您的文字没有丢：请对照两稿后再存。',
    'Somebody else has just saved this chapter (now version {revision}). Your text is not lost: compare the two, then save.',
  ],
  'chapter.old-file': [
    '这份 Word 是从第 {seen} 稿导出的，书中此后已存到第 {revision} 稿。以它为准，就会盖过后来的改动（旧稿都保留）。',
    'This Word file was made from version {seen}; the chapter has gone on to version {revision} since. Importing it overrides what was changed meanwhile (all versions are kept).',
  ],
  'chapter.range': [
    '选取的一段不在文本之内（全文 {length} 个字符），请重新选取。',
    'The passage does not lie within the text ({length} characters); select it again.',
  ],
  'chapter.change': [
    '没有这一处更正，或本篇里已没有它的位置。请刷新更正清单再选。',
    'There is no such change, or the chapter has no place for it any more; reload the list of changes.',
  ],
  'chapter.too-long': ['一篇至多 {limit} 个字符，请分成几篇。', 'A chapter has at most {limit} characters; split it.'],
  'review.not-found': [
    '没有这个审次，或没有交给您审。',
    'There is no such round of review, or it was not given to you.',
  ],
  'review.empty': ['还没有可送审的篇。请先编入篇目。', 'There is no chapter to be reviewed yet; add chapters first.'],
  'review.assignee': [
    '这个人不能审读。请选有“审读”“编辑”或“管理”职责、没有停用的用户。',
    'This user cannot review; choose one with the role of reviewer, editor or administrator who is not suspended.',
  ],
  'review.open': [
    '《{title}》正在 {name} 手里审读。等签字之后，或撤回之后再送。',
    '“{title}” is being reviewed by {name}; send it after that round is signed or recalled.',
  ],
  'review.order': [
    '《{title}》还没有通过上一审。三审依次进行：初审、复审、终审。',
    '“{title}” has not passed the stage before; stages follow one another.',
  ],
  'review.own-work': [
    '{name} 编过其中的稿，或是这一辑的署名编辑，或已签过另一审，不能再签这一审。请换一个人。',
    '{name} worked on this text, is named as its editor, or signed another stage, and cannot sign this one; choose somebody else.',
  ],
  'review.closed': ['这个审次已经了结，不能再改。', 'This round is closed and cannot be changed.'],
  'review.not-signed': [
    '这个审次还没有签字；签字之后再答复意见。',
    'This round is not signed yet; answer its opinions afterwards.',
  ],
  'review.hash': [
    '所签的不是送审的这份快照。请刷新后再签。',
    'This is not the snapshot that was sent; reload, then sign.',
  ],
  'review.not-present': [
    '送审之后稿子又改了。终审须签现稿：请撤回，重新送终审；或退改。',
    'The text was changed after it was sent. A final review is of the present text: recall it and send it again, or return it.',
  ],
  'review.file': ['没有这个文件。请先上传扫描件或校样。', 'There is no such file; upload the scan or the proof first.'],
  'review.file-kind': [
    '只收 PDF、JPEG、PNG 和 Word（docx）文件。',
    'Only PDF, JPEG, PNG and Word (docx) files are taken here.',
  ],
  'printing.not-found': [
    '这一辑还没有出版，或没有这一次印刷。请先登记出版。',
    'The volume is not published, or there is no such printing. Register its publication first.',
  ],
  'printing.not-signed': [
    '还没有付印签字。请先在“审校”里完成三校、通读、核红，签字付印。',
    'Nothing is signed for print. Finish the proofs, the reading and the check under “Review”, and sign for print first.',
  ],
  'printing.registered': [
    '这次印刷已经登记过：第 {number} 次印刷，{publishedOn}，{printRun} 册。',
    'This printing is registered already: printing {number}, {publishedOn}, {printRun} copies.',
  ],
  'erratum.not-found': ['没有这条勘误。', 'There is no such erratum.'],
  'erratum.no-use': ['这条勘误没有涉及这一处。', 'The erratum does not reach this place.'],
  'erratum.place': [
    '印本里没有这一处。请在印出的文字或图说里选定有误的字句。',
    'The printed text has no such place. Choose the wrong words in the text or caption as printed.',
  ],
  'erratum.words': [
    '请写明印作什么、应作什么；两者相同就不是错误。',
    'Say what was printed and what it should be; where both are the same nothing is wrong.',
  ],
  'fee.stale': [
    '稿酬单刚被别人改过，请看过现在的数字再改。',
    'Somebody else has just changed the fees; look at them as they are now, then change them.',
  ],
  'fee.no-layout': [
    '没有印本的版面字数。请在登记出版时选付印的 PDF，或按正文字数计酬。',
    'The characters as set are not known. Name the PDF that was printed when you register the publication, or count the text.',
  ],
  'fee.part': [
    '这一辑没有这一篇或这一幅，或写了两遍：{id}。',
    'The volume has no such chapter or picture, or it is named twice: {id}.',
  ],
  'fee.due': [
    '{name} 的应付数不是这么多，可能刚付过或刚改过。请看过现在的数字再付。',
    'This is not what is owed to {name}: it was just paid, or changed. Look at the figures as they are now.',
  ],
  'payment.not-found': ['没有这笔付款。', 'There is no such payment.'],
  'payment.void': ['这笔付款已经作废。', 'This payment was voided already.'],
  'dispatch.not-found': ['寄发单里没有这一行。', 'There is no such line of the dispatch list.'],
  'dispatch.stale': [
    '这一行刚被别人改过，请看过现在的样子再改。',
    'Somebody else has just changed this line; look at it as it is now, then change it.',
  ],
  'dispatch.day': ['已寄、已签收要写日期。', 'What was sent or received needs its day.'],
  'dispatch.too-many': ['一辑的寄发单至多 {limit} 行。', 'A volume is dispatched to at most {limit} addresses.'],
  'dispatch.run': [
    '只印了 {printRun} 册，寄出的会有 {sent} 册。请先改册数，或登记加印。',
    'Only {printRun} copies were printed, and {sent} would have been sent. Change the copies, or register the further printing.',
  ],
  'unit.not-found': ['交流名单里没有这个单位。', 'There is no such unit on the exchange list.'],
  'unit.stale': [
    '这个单位刚被别人改过，请看过现在的样子再改。',
    'Somebody else has just changed this unit; look at it as it is now, then change it.',
  ],
  'proof.not-found': ['没有这个校次。', 'There is no such round of proof.'],
  'proof.order': [
    '上一个校次还没有签字。依次是：一校、二校、三校、通读、核红、付印。',
    'The round before is not signed yet: first, second, third proof, reading, check, print.',
  ],
  'proof.open': ['还有一个校次没有了结。请先签字或作废。', 'Another round is still open; sign it or give it up first.'],
  'proof.no-file': [
    '这一校次要有校样。请先上传 PDF 或 Word 文件。',
    'This round needs a proof; upload a PDF or Word file first.',
  ],
  'proof.no-text': [
    '校样里没有可读的文字（可能是图片或文字转了曲）。请向印厂要带文字的 PDF 或 Word 文件。',
    'The proof has no text that can be read (pictures, or outlined type). Ask the printer for a PDF with text, or Word.',
  ],
  'proof.not-approved': [
    '《{title}》还没有通过终审，或终审之后又改过。请先送终审，再校样。',
    '“{title}” has not passed the final review, or was changed since; send it to the final review first.',
  ],
  'proof.closed': ['这个校次已经了结，不能再改。', 'This round is closed and cannot be changed.'],
  'proof.not-compared': ['校样还没有比对好，或没有读出来。', 'The proof is not compared yet, or could not be read.'],
  'proof.undecided': [
    '还有 {count} 处差异没有定。请逐一定下：付改样单，采入正文，或不计。',
    '{count} differences are not decided yet.',
  ],
  'proof.no-difference': ['没有第 {number} 处差异。', 'There is no difference {number}.'],
  'proof.moved': [
    '第 {number} 处：正文在这里已经改过，或不是可以直接改的文字。请到这一篇里手工改。',
    'Difference {number}: the text was changed here since, or is not words alone; change it in the chapter by hand.',
  ],
  'proof.elsewhere': [
    '第 {number} 处在图说或自动生成的部分里，不能直接采入。请到图版、大事记、作者简介或馆藏著录里改。',
    'Difference {number} stands in a caption or in a part that is made at each print; change it among the plates, in the chronicle, about the authors, or in the archive.',
  ],
  'proof.taken': [
    '第 {number} 处已经采入正文。要退回，请到这一篇里改。',
    'Difference {number} went into the chapter; change it back there.',
  ],
  'opinion.not-found': ['没有这条意见，可能已被删去。', 'There is no such opinion; it may have been deleted.'],
  'opinion.range': [
    '所选的一段不在送审稿之内（全文 {length} 个字符），请重新选取。',
    'The passage does not lie within the text that was sent ({length} characters); select it again.',
  ],
  'generated.stale': [
    '这一部分已被别人改过（现为第 {revision} 版），您的修改没有保存。请看过现在的样子再改。',
    'Somebody else changed this part (now revision {revision}); your changes were not saved. Look at what is there now.',
  ],
  'chronicle.anchor': [
    '所附的原句不在本辑的篇目里，请重新选取。',
    'The sentence is not in a chapter of this volume; choose it again.',
  ],
  'plate.not-found': ['没有这幅图，可能已被移除。', 'There is no such picture; it may have been removed.'],
  'plate.stale': [
    '这幅图刚被别人改过（现为第 {revision} 版），请看过现在的样子再改。',
    'Somebody else has just changed this picture (now revision {revision}); look at it as it is now, then change it.',
  ],
  'plate.order-stale': [
    '图版的次序刚被别人动过，请在现在的次序（present）上重做这一步。',
    'Somebody else has just moved the plates; make the move again on the present order (`present`).',
  ],
  'plate.place': ['插图要放在本辑的一篇里，请先选定一篇。', 'A figure stands in a chapter of this volume; choose one.'],
  'plate.crop': [
    '裁切框超出了图片（{width} × {height} 像素），请重新框选。',
    'The crop is not within the picture ({width} × {height} pixels); draw it again.',
  ],
  'plate.no-picture': [
    '“{title}”没有可用的图片，或还没有出图。请选照片或扫描件，出图之后再试。',
    '“{title}” has no picture, or it is not rendered yet. Choose a photograph or a scan, after it is rendered.',
  ],
  'plate.too-many': ['一辑至多 {limit} 幅图。', 'A volume has at most {limit} pictures.'],
  'export.blocked': [
    '还缺 {count} 份授权或核定，不能导出：{blocks}。请到“授权”里逐件补齐。',
    '{count} documents are missing, nothing is exported: {blocksEn}. See “Rights” of the volume.',
  ],
  'rights.stale': [
    '这一件的权利刚被别人核定过（现为第 {revision} 版），请看过再改。',
    'Somebody else has just said something of these rights (now revision {revision}); look at it, then change it.',
  ],
  'consent.not-found': ['没有这份授权书。', 'There is no such consent.'],
  'consent.revoked': ['这份授权书已经撤回。', 'This consent is revoked already.'],
  'consent.item': ['授权的件要在这一批里：{id}。', 'A consent covers items of its accession: {id} is none.'],
  'consent.object': [
    '扫描件要先上传到这一批里，再登记授权书。',
    'Upload the scan into this accession first, then register the consent.',
  ],
  'consent.days': ['授权的截止日早于签署日。', 'The consent ends before it was signed.'],
  'export.no-page': ['这个文件没有第 {sheet} 面。请重新排版。', 'The file has no sheet {sheet}. Set the book again.'],
  'export.not-found': [
    '没有这份导出文件，可能还没做好或已过期。请重新导出。',
    'There is no such file; it is not ready yet, or it has expired. Export again.',
  ],
} satisfies Partial<Record<FaultCode, [zh: string, en: string]>>
