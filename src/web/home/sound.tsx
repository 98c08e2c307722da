/** 馆藏安好: the last check of the originals, the last backup, whether everything can be found, room on the disk. */
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Icon } from '../frame/icon.tsx'
import { sizeShown } from '../frame/sizes.ts'
import { useCall } from '../queries.ts'
import { useHomeWords } from '../words/home.ts'
import { useWords } from '../words/words.ts'

const WEEK = 7 * 86_400_000
const LITTLE = 20 * 2 ** 30

const Line = ({ isGood, children }: { isGood: boolean; children: ReactNode }) => (
  <li className={isGood ? '' : 'warn'}>
    <Icon name={isGood ? 'check' : 'warning'} />
    <span>{children}</span>
  </li>
)

export function Sound() {
  const words = useWords()
  const own = useHomeWords()
  const condition = useCall('get /condition', {}, { refetchInterval: 60_000 })
  const totals = useCall('get /statistics', {}, { refetchInterval: 60_000 })
  if (!condition.data) return null
  const { originals, fixity, backup, free, unindexed } = condition.data
  const isRecent = (time: string | null) => time !== null && Date.now() - Date.parse(time) < WEEK
  const counted = ([before = '', number = '', after = '']: string[], to: string) => (
    <>
      {before}
      <Link to={to}>{number}</Link>
      {after}
    </>
  )
  return (
    <section aria-labelledby="sound-title">
      <header>
        <h3 id="sound-title">{own.sound.title}</h3>
        <Link className="small" to="/admin/condition">
          {own.sound.more}
        </Link>
      </header>
      <ul className="sound">
        {fixity?.bad ? (
          <Line isGood={false}>
            <Link to="/admin/condition">{own.sound.bad(fixity.bad)}</Link>
          </Line>
        ) : fixity && fixity.finishedAt === null ? (
          <Line isGood>{own.sound.checking(fixity.checked, fixity.total)}</Line>
        ) : (
          <Line isGood={isRecent(fixity?.finishedAt ?? null)}>
            {counted(
              fixity?.finishedAt
                ? own.sound.checked(originals, words.moment(fixity.finishedAt))
                : own.sound.never(originals),
              '/admin/condition',
            )}
          </Line>
        )}
        <Line isGood={isRecent(backup.madeAt)}>
          {backup.madeAt ? own.sound.backedUp(words.moment(backup.madeAt)) : own.sound.neverBackedUp}
        </Line>
        {totals.data && (
          <Line isGood={unindexed === 0}>
            {counted(
              unindexed ? own.sound.unindexed(unindexed) : own.sound.searchable(totals.data.items),
              unindexed ? '/admin/jobs' : '/search',
            )}
          </Line>
        )}
        <Line isGood={free >= LITTLE}>
          {free < LITTLE ? own.sound.little(sizeShown(free)) : own.sound.free(sizeShown(free))}
        </Line>
      </ul>
    </section>
  )
}
