/** The page image: a strip of pages, and a viewer that is loaded when it is first needed. */
import { Button } from 'antd'
import type OpenSeadragon from 'openseadragon'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { addressOf } from '../api.ts'
import { Icon } from '../frame/icon.tsx'
import { useWords } from '../words/words.ts'
import type { Sheet } from './sheets.ts'

const picture = ({ objectId, page }: Sheet, size: 200 | 600 | 1600) =>
  addressOf('/objects/{id}/thumbnails/{size}', { id: objectId, size }, page > 1 ? { page } : {})

function useViewer(sheet: Sheet | undefined) {
  const stage = useRef<HTMLDivElement>(null)
  const viewer = useRef<OpenSeadragon.Viewer | null>(null)
  const [zoom, setZoom] = useState(1)
  const [isBroken, setIsBroken] = useState(false)
  const open = useEffectEvent((to: OpenSeadragon.Viewer) => {
    setIsBroken(false)
    if (!sheet) return
    to.world.removeAll()
    const shown = sheet
    const success = () => to.viewport.goHome(true)
    to.addTiledImage({
      tileSource: `/iiif/image/3/${shown.objectId}${shown.page > 1 ? `~${shown.page}` : ''}/info.json`,
      success,
      // What has no tiles yet is shown as the picture that was made first.
      error: () => to.addSimpleImage({ url: picture(shown, 1600), success, error: () => setIsBroken(true) }),
    })
  })
  useEffect(() => {
    let isGone = false
    void import('openseadragon').then(({ default: create }) => {
      if (isGone || !stage.current) return
      const made = create({
        element: stage.current,
        showNavigationControl: false,
        animationTime: 0.25,
        gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
        visibilityRatio: 0.5,
        viewportMargins: { left: 20, top: 14, right: 20, bottom: 14 },
        maxZoomPixelRatio: 3,
        crossOriginPolicy: false,
      })
      made.addHandler('zoom', ({ zoom: to }) => {
        if (made.world.getItemCount()) setZoom(made.world.getItemAt(0).viewportToImageZoom(to))
      })
      viewer.current = made
      open(made)
    })
    return () => {
      isGone = true
      viewer.current?.destroy()
      viewer.current = null
    }
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another sheet is another picture
  useEffect(() => {
    if (viewer.current) open(viewer.current)
  }, [sheet?.objectId, sheet?.page])
  return { stage, viewer, zoom, isBroken }
}

export function ImagePane({
  sheets,
  current,
  show,
  counts,
  report,
}: {
  sheets: readonly Sheet[]
  current: number
  show: (index: number) => void
  /** Hits by page of the text. */
  counts: ReadonlyMap<number, number>
  report?: (sheet: Sheet) => void
}) {
  const words = useWords()
  const sheet = sheets[current]
  const { stage, viewer, zoom, isBroken } = useViewer(sheet)
  const strip = useRef<HTMLOListElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is kept in sight
  useEffect(() => {
    strip.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const zoomBy = (factor: number) => viewer.current?.viewport.zoomBy(factor).applyConstraints()
  const turn = () => {
    const viewport = viewer.current?.viewport
    viewport?.setRotation(viewport.getRotation() + 90)
  }
  const [before, number, after] = words.reader.pageOf(sheet?.number ?? current + 1, sheets.length)
  const act = (label: string, icon: Parameters<typeof Icon>[0]['name'], onClick: () => void, isOff = false) => (
    <Button
      type="text"
      size="small"
      aria-label={label}
      title={label}
      icon={<Icon name={icon} />}
      disabled={isOff}
      onClick={onClick}
    />
  )
  return (
    <section className="image-pane no-print" aria-label={words.reader.image}>
      <div className="pane-bar">
        {act(words.reader.previousPage, 'left', () => show(current - 1), current === 0)}
        <span>
          {before}
          <b>{number}</b>
          {after}
        </span>
        {act(words.reader.nextPage, 'right', () => show(current + 1), current >= sheets.length - 1)}
        <span className="spread" />
        {act(words.reader.zoomOut, 'zoomOut', () => zoomBy(1 / 1.4))}
        <span className="quiet zoom">{Math.round(zoom * 100)}%</span>
        {act(words.reader.zoomIn, 'zoomIn', () => zoomBy(1.4))}
        {act(words.reader.fit, 'fit', () => viewer.current?.viewport.goHome())}
        {act(words.reader.rotate, 'turn', turn)}
        {sheet && report && act(words.reader.reportSheet, 'flag', () => report(sheet))}
      </div>
      <div className={`stage ${sheets.length > 1 ? '' : 'is-single'}`}>
        {sheets.length > 1 && (
          <ol className="strip" ref={strip} aria-label={words.reader.pages}>
            {sheets.map((one, i) => {
              const count = one.number === null ? 0 : (counts.get(one.number) ?? 0)
              return (
                <li key={`${one.objectId} ${one.page}`}>
                  <button type="button" aria-current={i === current || undefined} onClick={() => show(i)}>
                    <img className="print" src={picture(one, 200)} alt="" loading="lazy" decoding="async" />
                    {count > 0 && <b aria-hidden="true">{count}</b>}
                    <span aria-hidden="true">{one.number ?? i + 1}</span>
                    <span className="hidden-but-read">
                      {`${words.page(one.number ?? i + 1)}${count ? `，${words.search.hits(count)}` : ''}`}
                    </span>
                  </button>
                </li>
              )
            })}
          </ol>
        )}
        <div className="viewer" ref={stage}>
          {isBroken && <p className="viewer-problem">{words.reader.noImage}</p>}
        </div>
      </div>
    </section>
  )
}
