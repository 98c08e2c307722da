/** Line icons on a grid of 16, drawn for this house. Decoration only: what they mean is said in words beside or in a label. */
const shapes = {
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.3 10.3 14 14',
  close: 'm4 4 8 8M12 4l-8 8',
  check: 'm3 8.3 3.3 3.2L13 5',
  list: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  lines: 'M2 4.5h3.5M10.5 4.5H14M2 8h3.5M10.5 8H14M2 11.5h3.5M10.5 11.5H14M8 3v10',
  picture: 'M2 3.5h12v9H2zM2.5 12 6 8.3l2.2 2.2L10.8 7l3 4M5.4 5.7v.2',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 4.7V8l2.4 1.5',
  basket: 'M2 6.5h12l-1.3 7H3.3zM5.2 6.5l1.9-4M10.8 6.5l-1.9-4M6.3 9.3v1.9M9.7 9.3v1.9',
  down: 'm4.5 6.3 3.5 3.5 3.5-3.5',
  left: 'M10 3 5 8l5 5',
  right: 'm6 3 5 5-5 5',
  up: 'm4 9 4-4.5L12 9M8 4.7V13',
  fall: 'm4 7 4 4.5L12 7M8 11.3V3',
  export: 'M8 2.5v7.3M5.2 7.2 8 9.9l2.8-2.7M2.5 10.5v3h11v-3',
  quote: 'M6.5 4C4.3 4.7 3 6.3 3 8.8V12h3.5V8.5H4.8M13 4c-2.2.7-3.5 2.3-3.5 4.8V12H13V8.5h-1.7',
  more: 'M3.2 8h.1M8 8h.1M12.8 8h.1',
  zoomIn: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.3 10.3 14 14M5 7h4M7 5v4',
  zoomOut: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.3 10.3 14 14M5 7h4',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  turn: 'M12.8 6.2A5.2 5.2 0 1 0 13.2 9M13.2 2.8v3.5H9.7',
  settings: 'M2 5h5M11 5h3M2 11h3M9 11h5M9 3.3v3.4M7 9.3v3.4',
  filter: 'M2.5 3.5h11L9.3 8.8v4l-2.6-1.3V8.8z',
  warning: 'M8 2.3 14.3 13.3H1.7zM8 6.5v3.3M8 11.5v.1',
  plus: 'M8 3v10M3 8h10',
  file: 'M4 2h5l3 3v9H4zM9 2v3h3',
  folder: 'M2 4h4l1.5 1.8H14v7.2H2z',
  home: 'M2.5 8 8 3l5.5 5M4 7v6.5h8V7',
  inbox: 'M2.5 9 4.5 3.5h7L13.5 9v4h-11zM2.5 9H6l.8 1.7h2.4L10 9h3.5',
  book: 'M8 4C6.5 3 4.5 2.8 2.5 3v9.5c2-.2 4 0 5.5 1 1.5-1 3.5-1.2 5.5-1V3C11.5 2.8 9.5 3 8 4zM8 4v9.5',
  shield: 'M8 2 13 4v4c0 3-2 5-5 6-3-1-5-3-5-6V4z',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  language: 'M2.5 4h7M6 2.5V4M8 4c-.6 3-2.5 5-5 6M4.3 6.3C5 8 6.5 9.3 8.5 10M8.5 13.5 11 7.5l2.5 6M9.3 11.7h3.4',
  moon: 'M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5',
  person: 'M8 2.5a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4M2.8 13.5c.6-2.7 2.6-4 5.2-4s4.6 1.3 5.2 4',
  sound: 'M3 6.5v3M5.5 4.5v7M8 2.5v11M10.5 5v6M13 6.8v2.4',
  undo: 'M3 6.5h6.5a3.2 3.2 0 0 1 0 6.5H6M5.8 3.5 2.8 6.5l3 3',
  redo: 'M13 6.5H6.5a3.2 3.2 0 0 0 0 6.5H10M10.2 3.5l3 3-3 3',
  clipboard: 'M3 3h10v11H3zM6 3V1.8h4V3M5.5 7.5h5M5.5 10.5h5',
  fillDown: 'M3 2.5h10v4H3zM8 6.5v7M5.2 10.8 8 13.6l2.8-2.8',
  pencil: 'M3 13l.6-2.9L10.8 3l2.2 2.2-7.1 7.2zM9.3 4.5l2.2 2.2',
  flag: 'M4 14V2.5M4 3h8.5l-2 3 2 3H4',
  bookmark: 'M4 2.5h8V14l-4-3-4 3z',
  lock: 'M3.5 7h9v6.5h-9zM5.3 7V5a2.7 2.7 0 0 1 5.4 0v2M8 9.5v1.8',
  grip: 'M6 3.5v.1M6 8v.1M6 12.5v.1M10 3.5v.1M10 8v.1M10 12.5v.1',
  columns: 'M2 5h5M11 5h3M2 11h3M9 11h5M9 3.3v3.4M7 9.3v3.4',
} as const

export type IconName = keyof typeof shapes

export const Icon = ({ name }: { name: IconName }) => (
  <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
    <path d={shapes[name]} strokeWidth={name === 'more' || name === 'grip' ? 2.2 : undefined} />
  </svg>
)
