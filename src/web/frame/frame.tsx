/** Around every place: where one is, the way to search, who one is. On a narrow screen the places stand in a bar at the bottom. */
import { App, Button, Dropdown, Input, Popover } from 'antd'
import { lazy, type ReactNode, Suspense, useEffect, useEffectEvent, useRef, useState } from 'react'
import { Link, NavLink, useLocation, useNavigate } from 'react-router'
import { whenSessionEnds } from '../api.ts'
import { useCall } from '../queries.ts'
import { useRoles, type useSession, useUser } from '../session/session.ts'
import { type Language, languageNow, languages, useWords } from '../words/words.ts'
import { appearanceNow, appearances, keepAppearance } from './appearance.ts'
import { FaultBoundary } from './failure.tsx'
import { useFocusBack } from './focus-back.ts'
import { Icon, type IconName } from './icon.tsx'
import { isComposing, useKeys } from './keys.ts'
import { Waiting } from './waiting.tsx'
import './frame.css'

const JobsList = lazy(async () => ({ default: (await import('./jobs-list.tsx')).JobsList }))
const KeyList = lazy(async () => ({ default: (await import('./key-list.tsx')).KeyList }))
const OwnPasswordDialog = lazy(async () => ({
  default: (await import('../session/own-password.tsx')).OwnPasswordDialog,
}))
const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))
const SignInAgain = lazy(async () => ({ default: (await import('../session/sign-in.tsx')).SignInAgain }))

interface Place {
  path: string
  name: keyof ReturnType<typeof useWords>['frame']['places']
  icon: IconName
}

function usePlaces(): Place[] {
  const { isArchivist, isEditor } = useRoles()
  return [
    { path: '/', name: 'home', icon: 'home' },
    ...(isArchivist ? [{ path: '/accessions', name: 'accessions', icon: 'inbox' } as const] : []),
    { path: '/search', name: 'search', icon: 'search' },
    { path: '/baskets', name: 'baskets', icon: 'basket' },
    ...(isEditor ? [{ path: '/volumes', name: 'volumes', icon: 'book' } as const] : []),
    { path: '/admin', name: 'admin', icon: 'shield' },
  ]
}

/** 选题, 稿件 and 旧刊 are places of 编研. */
const isWithin = (path: string, pathname: string) =>
  path === '/volumes' && /^\/(?:topics|submissions|printed)/.test(pathname)

/** How much goes on; what it is, when it is opened. */
function Jobs() {
  const words = useWords()
  const [isOpen, setIsOpen] = useState(false)
  const running = useCall('get /jobs', { query: { state: 'running', size: 1 } }, { refetchInterval: 15_000 })
  const count = running.data?.total ?? 0
  return (
    <Popover
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger="click"
      placement="bottomRight"
      title={words.frame.jobs(0)}
      content={
        <Suspense fallback={<Waiting />}>
          <JobsList close={() => setIsOpen(false)} />
        </Suspense>
      }
    >
      <Button
        type="text"
        className="frame-link"
        icon={<Icon name="clock" />}
        aria-label={words.frame.jobs(count)}
        aria-expanded={isOpen}
      >
        <span className="wide-only">{words.frame.jobs(count)}</span>
      </Button>
    </Popover>
  )
}

/** The basket that was changed last, and how much is in it. */
function Basket() {
  const words = useWords()
  const baskets = useCall('get /baskets', { query: { size: 1 } })
  const [last] = baskets.data?.items ?? []
  if (!last) return null
  return (
    <Link className="frame-basket wide-only" to={`/baskets/${last.id}`} title={last.title}>
      <Icon name="basket" />
      {words.frame.places.baskets} <span className="count">{words.number(last.entries)}</span>
    </Link>
  )
}

function Account({
  session,
  setLanguage,
  show,
}: {
  session: ReturnType<typeof useSession>
  setLanguage: (to: Language) => void
  show: (what: 'keys' | 'palette' | 'password') => void
}) {
  const words = useWords()
  const user = useUser()
  const name = user.displayName || user.username
  const items = [
    {
      key: 'language',
      label: words.frame.language,
      children: Object.entries(languages).map(([key, { name: label }]) => ({ key, label })),
    },
    {
      key: 'appearance',
      label: words.frame.appearance.title,
      children: appearances.map((key) => ({ key, label: words.frame.appearance[key] })),
    },
    { type: 'divider' as const },
    { key: 'palette', label: words.frame.palette, extra: <kbd>Ctrl K</kbd> },
    { key: 'keys', label: words.frame.keys, extra: <kbd>?</kbd> },
    { type: 'divider' as const },
    { key: 'password', label: words.frame.password },
    { key: 'signOut', label: words.frame.signOut },
    { key: 'everywhere', label: words.frame.signOutEverywhere },
  ]
  const act = ({ key }: { key: string }) => {
    if (key === 'keys' || key === 'palette' || key === 'password') show(key)
    else if (key in languages) setLanguage(key as Language)
    else if (key === 'signOut' || key === 'everywhere') void session.signOut(key === 'everywhere')
    else keepAppearance(appearances.find((one) => one === key) ?? 'auto')
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, onClick: act, selectable: true, selectedKeys: [languageNow(), appearanceNow()] }}
    >
      <Button type="text" className="account">
        <span className="avatar" aria-hidden="true">
          {[...name][0]}
        </span>
        <span className="hidden-but-read">{words.frame.account}</span>
        <span className="account-name">
          {name} <small className="quiet">{words.roles[user.roles[0] ?? '']}</small>
        </span>
      </Button>
    </Dropdown>
  )
}

function TopFind() {
  const words = useWords()
  const go = useNavigate()
  const [text, setText] = useState('')
  return (
    <Input
      className="top-find wide-only"
      role="searchbox"
      aria-label={words.frame.find}
      placeholder={words.frame.find}
      prefix={<Icon name="search" />}
      suffix={<kbd>/</kbd>}
      value={text}
      onChange={({ target }) => setText(target.value)}
      onPressEnter={(event) => {
        if (!isComposing(event) && text.trim()) go(`/search?q=${encodeURIComponent(text.trim())}`)
      }}
    />
  )
}

/** Over the place, whose drafts stay as they are. `ended`: what is only looked at gives way, lest it comes later and takes the keys of a password. */
function SessionWatch({ session, ended }: { session: ReturnType<typeof useSession>; ended: () => void }) {
  const [isEnded, setIsEnded] = useState(false)
  const end = useEffectEvent(() => {
    setIsEnded(true)
    ended()
  })
  useEffect(() => whenSessionEnds(() => end()), [])
  return (
    <Suspense fallback={null}>{isEnded && <SignInAgain session={session} done={() => setIsEnded(false)} />}</Suspense>
  )
}

/** Ctrl K, also where somebody is writing; never over something else that has the keyboard. */
function usePaletteKey(open: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    if (isComposing(event)) return
    event.preventDefault()
    if (!document.querySelector('[aria-modal="true"]:not([style*="display: none"])')) open()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
}

export function Frame({
  session,
  setLanguage,
  children,
}: {
  session: ReturnType<typeof useSession>
  setLanguage: (to: Language) => void
  children: ReactNode
}) {
  const words = useWords()
  const places = usePlaces()
  const { pathname } = useLocation()
  const go = useNavigate()
  const main = useRef<HTMLElement>(null)
  const [isOver, setIsOver] = useState<'keys' | 'palette' | 'password' | null>(null)
  const isSearch = pathname === '/search'
  const office = session.officeName || words.archive
  useKeys({
    '/': () => {
      const box = document.querySelector<HTMLInputElement>('.search-box input, .top-find input')
      if (box?.offsetParent) box.focus()
      else go('/search')
    },
    '?': () => setIsOver('keys'),
  })
  usePaletteKey(() => setIsOver('palette'))
  useFocusBack()
  return (
    <App className="frame" message={{ maxCount: 3 }}>
      <button type="button" className="skip" onClick={() => main.current?.focus()}>
        {words.frame.skip}
      </button>
      <header className="top no-print">
        <Link className="brand" to="/">
          <span className="seal" aria-hidden="true">
            <i>文</i>
            <i>史</i>
          </span>
          <span className="brand-name">{office}</span>
        </Link>
        <nav aria-label={words.frame.main}>
          {places.map(({ path, name, icon }) => (
            <NavLink
              key={path}
              to={path}
              end={path === '/'}
              className={({ isActive }) => (isActive || isWithin(path, pathname) ? 'active' : '')}
            >
              <Icon name={icon} />
              {words.frame.places[name]}
            </NavLink>
          ))}
        </nav>
        <span className="spread" />
        {!isSearch && <TopFind />}
        <Jobs />
        <Basket />
        <Account session={session} setLanguage={setLanguage} show={setIsOver} />
      </header>
      <main id="content" ref={main} tabIndex={-1}>
        <FaultBoundary key={pathname}>
          <Suspense fallback={<Waiting />}>{children}</Suspense>
        </FaultBoundary>
      </main>
      <SessionWatch session={session} ended={() => setIsOver((now) => (now === 'password' ? now : null))} />
      <Suspense fallback={null}>
        {isOver === 'password' && <OwnPasswordDialog close={() => setIsOver(null)} />}
        {isOver === 'keys' && <KeyList close={() => setIsOver(null)} />}
        {isOver === 'palette' && (
          <Palette
            close={() => setIsOver(null)}
            showKeys={() => setIsOver('keys')}
            setLanguage={setLanguage}
            signOut={() => void session.signOut(false)}
          />
        )}
      </Suspense>
    </App>
  )
}
