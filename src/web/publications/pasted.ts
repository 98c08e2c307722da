/** HTML as Word and WPS give it, made ready for the editor, which leaves out whatever else it does not know. */

const notesOf = (of: ParentNode) => of.querySelectorAll<HTMLAnchorElement>('a[href*="#_ftn"], a[href*="#_edn"]')
const place = (of: string | null): string => of?.replace(/^.*#/, '').replace(/^_/, '') ?? ''

/** A footnote at the end becomes the note of its reference. */
function bringNotes(page: Document): void {
  for (const reference of notesOf(page)) {
    const id = place(reference.getAttribute('href'))
    // The way back stands in the footnote itself, and goes with it.
    if (!/^(?:ftn|edn)\d+$/.test(id)) continue
    const note = page.getElementById(id)
    if (!note) continue
    for (const back of notesOf(note)) back.remove()
    const mark = page.createElement('sup')
    mark.dataset.words = JSON.stringify([{ text: (note.textContent ?? '').replace(/\s+/g, ' ').trim() }])
    reference.replaceWith(mark)
    note.remove()
  }
}

/** A line that was broken by hand is a paragraph. */
function splitLines(page: Document): void {
  for (const line of [...page.querySelectorAll('br')]) {
    const block = line.closest('p, h1, h2, h3, h4, h5, h6, blockquote, div')
    if (!block) {
      line.replaceWith(page.createElement('p'))
      continue
    }
    const rest = page.createRange()
    rest.setStartAfter(line)
    rest.setEndAfter(block.lastChild ?? line)
    const next = block.cloneNode(false) as Element
    next.append(rest.extractContents())
    block.after(next)
    line.remove()
  }
}

/** An indent made of spaces is the matter of the layout. */
function dropIndents(page: Document): void {
  for (const block of page.querySelectorAll('p, h1, h2, h3, h4, h5, h6, blockquote')) {
    const walker = page.createTreeWalker(block, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = (node.textContent ?? '').replace(/^[\s\u3000]+/, '')
      node.textContent = text
      if (text !== '') break
    }
    if (block.textContent === '' && !block.querySelector('sup')) block.remove()
  }
}

export function cleaned(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html')
  // From an editor like this one: as it was.
  if (page.querySelector('[data-pm-slice]')) return html
  for (const one of page.querySelectorAll('style, script, title, meta, link, xml')) one.remove()
  bringNotes(page)
  splitLines(page)
  dropIndents(page)
  return page.body.innerHTML
}
