import test from 'ava'
import { type Edition, type GateFacts, missingFor, missingText } from '../../src/publications/gate.ts'
import type { Consent, ConsentKind, ItemRights } from '../../src/rights/right.ts'

const day = '2026-05-01'
const editions: Edition[] = [
  { volumeId: 'v', type: 'internal', day },
  { volumeId: 'v', type: 'public', day },
]
const consentOf = (kind: ConsentKind, more: Partial<Consent> = {}): Consent => ({
  id: '',
  accessionId: 'a',
  kind,
  scopes: ['publication'],
  itemIds: null,
  volumeId: null,
  signer: '张甲',
  relation: '本人',
  signedDate: '2020-01-01',
  until: null,
  objectId: null,
  note: '',
  revoked: null,
  createdBy: '',
  createdAt: '',
  ...more,
})

/** Every way a consent can be, and what is wrong with it; null: nothing. */
const papers: [name: string, of: (kind: ConsentKind) => Consent[], wrong: string | null][] = [
  ['none', () => [], 'absent'],
  ['good', (kind) => [consentOf(kind)], null],
  ['for this volume', (kind) => [consentOf(kind, { volumeId: 'v', until: day })], null],
  ['for another volume', (kind) => [consentOf(kind, { volumeId: 'w' })], 'edition'],
  [
    'network and exhibition only',
    (kind) => [consentOf(kind, { scopes: ['network', 'exhibition', 'reprint'] })],
    'scope',
  ],
  ['over', (kind) => [consentOf(kind, { until: '2026-04-30' })], 'expired'],
  ['not begun', (kind) => [consentOf(kind, { signedDate: '2026-05-02' })], 'expired'],
  ['revoked', (kind) => [consentOf(kind, { revoked: { at: day, reason: '家属' } })], 'revoked'],
  ['revoked, and a good one', (kind) => [consentOf(kind, { revoked: { at: day, reason: '' } }), consentOf(kind)], null],
  ['of another kind', (kind) => [consentOf(kind === 'copyright' ? 'portrait' : 'copyright')], 'absent'],
]
/** Whose work it is; whether it needs a consent. */
const works: [Pick<ItemRights, 'copyright' | 'copyrightYear'>, needs: boolean][] = [
  [{ copyright: null, copyrightYear: null }, true],
  [{ copyright: null, copyrightYear: 1900 }, true],
  [{ copyright: 'person', copyrightYear: null }, true],
  [{ copyright: 'person', copyrightYear: 1975 }, false],
  [{ copyright: 'person', copyrightYear: 1976 }, true],
  [{ copyright: 'organisation', copyrightYear: 1975 }, false],
  [{ copyright: 'organisation', copyrightYear: 1976 }, true],
  [{ copyright: 'photograph', copyrightYear: 1970 }, false],
  [{ copyright: 'photograph', copyrightYear: 1971 }, true],
  [{ copyright: 'none', copyrightYear: null }, false],
  [{ copyright: 'own', copyrightYear: null }, false],
]
const accesses: [GateFacts['access'], internal: boolean, forSale: boolean][] = [
  ['open', true, true],
  ['internal', true, false],
  ['controlled', false, false],
  ['withdrawn', false, false],
  ['deleted', false, false],
]
const portraits = [null, 'none', 'public', 'deceased', 'living'] as const
const privacies = [null, 'review', 'cleared', 'consent', 'withheld'] as const
const uses = [
  ['text', 'text'],
  ['photograph', 'picture'],
  ['scan', 'picture'],
] as const

test('access × 授权 × 肖像 × 隐私: in every combination exactly what is missing is named, and only what lacks nothing is let through', (t) => {
  let combinations = 0
  let free = 0
  for (const [access, internal, forSale] of accesses)
    for (const edition of editions)
      for (const [work, needs] of works)
        for (const [kind, use] of uses)
          for (const portrait of portraits)
            for (const privacy of privacies)
              for (const [name, copyrightPapers, copyrightWrong] of papers)
                for (const [other, otherPapers, otherWrong] of papers) {
                  const expected: string[] = []
                  if (!(edition.type === 'internal' ? internal : forSale)) expected.push('opening-review absent')
                  if (needs && copyrightWrong) expected.push(`copyright-consent ${copyrightWrong}`)
                  if (use === 'picture' && kind === 'photograph' && portrait === null)
                    expected.push('portrait-finding absent')
                  const isKind = other !== 'of another kind'
                  if (use === 'picture' && portrait === 'living' && otherWrong)
                    expected.push(`portrait-consent ${isKind ? otherWrong : 'absent'}`)
                  if (privacy === 'review') expected.push('privacy-review absent')
                  if (privacy === 'consent' && otherWrong)
                    expected.push(`privacy-consent ${isKind ? otherWrong : 'absent'}`)
                  if (privacy === 'withheld') expected.push('withheld absent')
                  const consents = [
                    ...(name === 'of another kind' ? [] : copyrightPapers('copyright')),
                    ...(isKind ? [...otherPapers('portrait'), ...otherPapers('privacy')] : []),
                  ]
                  const rights: ItemRights = { itemId: 'i', ...work, portrait, privacy, note: '', revision: 1 }
                  const found = missingFor({ access, kind, use, rights, consents }, edition)
                  const told = found.map(({ document, reason }) => `${document} ${reason}`)
                  combinations++
                  if (expected.length === 0) free++
                  if (String(told) !== String(expected)) t.deepEqual(told, expected)
                }
  t.is(combinations, 5 * 2 * 11 * 3 * 5 * 5 * 10 * 10)
  t.true(free > 1000 && free < combinations / 5)
})

test('a consent of one kind is none of another; each missing document has its name', (t) => {
  const rights: ItemRights = {
    itemId: 'i',
    copyright: null,
    copyrightYear: null,
    portrait: 'living',
    privacy: null,
    note: '',
    revision: 1,
  }
  const facts = {
    access: 'open',
    kind: 'photograph',
    use: 'picture',
    rights,
    consents: [consentOf('portrait')],
  } as const
  t.deepEqual(
    missingFor(facts, editions[0]!).map((one) => missingText(one, 'zh-CN')),
    ['著作权授权书（出版）'],
  )
  const lapsed = [consentOf('copyright', { until: '2021-01-01' }), consentOf('portrait', { scopes: ['network'] })]
  t.deepEqual(
    missingFor({ ...facts, consents: lapsed }, editions[0]!).map((one) => missingText(one, 'zh-CN')),
    ['著作权授权书（出版）：不在授权期内', '肖像授权书（出版）：未授权出版'],
  )
  t.is(
    missingText({ document: 'copyright-consent', reason: 'revoked' }, 'en'),
    'copyright consent (publication): revoked',
  )
})
