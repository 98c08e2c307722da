/** 权利: what is known of an item's copyright, of the people seen in it and of what it tells about the living; and the 授权书 that were signed. */

/**
 * Whose work it is, and with it what `copyrightYear` means: a person's (the year its last author died), an organisation's or one made for it (the year it
 * was first published, or made where it never was), a photograph taken before 1971 (the same year), none (laws, documents of state organs, mere facts,
 * forms: 著作权法 art. 5), the office's own. null: nobody has said.
 */
export const copyrights = ['person', 'organisation', 'photograph', 'none', 'own'] as const
/** 肖像: nobody can be recognised; a public event or official act; all of them have died; living people. null: nobody has looked. */
export const portraits = ['none', 'public', 'deceased', 'living'] as const
/** 隐私复核: to be looked at; looked at, nothing against it; only with the consent of who is told of; never. null: nobody has raised it. */
export const privacies = ['review', 'cleared', 'consent', 'withheld'] as const

export interface ItemRights {
  itemId: string
  copyright: (typeof copyrights)[number] | null
  copyrightYear: number | null
  portrait: (typeof portraits)[number] | null
  privacy: (typeof privacies)[number] | null
  note: string
  /** 0: nothing was ever said. */
  revision: number
}

export const consentKinds = ['copyright', 'portrait', 'privacy'] as const
/** 著作权授权书, 肖像授权书, 隐私同意书. */
export type ConsentKind = (typeof consentKinds)[number]
export const consentScopes = ['publication', 'network', 'exhibition', 'reprint'] as const
/** 出版, 网络, 展览, 再版. */
export type ConsentScope = (typeof consentScopes)[number]

export interface Consent {
  id: string
  accessionId: string
  kind: ConsentKind
  scopes: ConsentScope[]
  /** null: every item of the accession. */
  itemIds: string[] | null
  /** Given for one volume only; null: for any. */
  volumeId: string | null
  signer: string
  /** 与作者关系: 本人, 继承人, 原件所有人 … */
  relation: string
  /** ISO days; `until` is the last one, null: no limit. */
  signedDate: string
  until: string | null
  /** The scan: a file of the accession. */
  objectId: string | null
  note: string
  /** 撤回. */
  revoked: { at: string; reason: string } | null
  createdBy: string
  createdAt: string
}

export const noRights = (itemId: string): ItemRights => ({
  itemId,
  copyright: null,
  copyrightYear: null,
  portrait: null,
  privacy: null,
  note: '',
  revision: 0,
})
