/** Which keys there are: everywhere, and where one is. */
import { Modal } from 'antd'
import { useLocation } from 'react-router'
import { useWords } from '../words/describe.ts'
import { usePaletteWords } from '../words/palette.ts'

const here: readonly [RegExp, string][] = [
  [/^\/search/, 'search'],
  [/^\/reuse|\/similar\//, 'reuse'],
  [/^\/items\/[^/]+\/transcribe$/, 'transcribe'],
  [/^\/items\//, 'reader'],
  [/\/describe$/, 'sheet'],
  [/^\/accessions\/[^/]+$/, 'accession'],
]

export function KeyList({ close }: { close: () => void }) {
  const words = useWords()
  const own = usePaletteWords()
  const { pathname } = useLocation()
  const place = here.find(([pattern]) => pattern.test(pathname))?.[1]
  const rest = Object.keys(own.keys).filter((name) => name !== place && name !== 'everywhere' && name !== 'sheet')
  return (
    <Modal open title={words.frame.keys} footer={null} onCancel={close} width={560}>
      {['everywhere', ...(place ? [place] : []), ...rest].map((name) => {
        const { title, keys = words.describe.keyList } = own.keys[name]!
        return (
          <section key={name} className="key-list">
            <h3>{title}</h3>
            <dl>
              {keys.map(([written, meaning]) => (
                <div key={written}>
                  <dt>
                    {written.split('  ').map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        )
      })}
    </Modal>
  )
}
