/** Ink hills over a river, with a ferry: drawn for this house, in its own inks, so that it turns dark with it. */
const hills = [
  'M0 372C70 352 120 470 210 492S380 566 470 540S600 408 690 396S800 420 840 416V900H0Z',
  'M0 612C90 630 150 606 240 566S380 480 452 484S560 586 640 606S770 628 840 620V900H0Z',
  'M0 606C60 602 110 622 160 676S290 704 350 690S450 588 520 586S640 626 720 642S800 688 840 694V900H0Z',
]
const ripples = ['M288 764h84', 'M262 782h168', 'M146 800h150', 'M352 816h116', 'M300 830h150']

export const Landscape = () => (
  <svg className="landscape" viewBox="0 0 820 900" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
    <defs>
      {hills.map((hill, i) => (
        <linearGradient key={hill} id={`hill-${i}`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="currentColor" stopOpacity={0.2 + 0.11 * i} />
          <stop offset="0.62" stopColor="currentColor" stopOpacity="0" />
        </linearGradient>
      ))}
      <filter id="mist" x="-5%" y="-5%" width="110%" height="110%">
        <feGaussianBlur stdDeviation="2" />
      </filter>
    </defs>
    <g filter="url(#mist)">
      {hills.map((hill, i) => (
        <path key={hill} d={hill} fill={`url(#hill-${i})`} />
      ))}
    </g>
    {ripples.map((ripple) => (
      <path key={ripple} d={ripple} stroke="currentColor" strokeOpacity="0.2" strokeWidth="1.3" />
    ))}
    <g className="ferry" transform="translate(250 742)">
      <path d="M0 -2C20 8 68 8 94 -5L82 11H13Z" />
      <path d="M27 1a18 14 0 0 1 36 0z" />
      <path d="M77 -24a3.4 3.4 0 1 1 0.1 0zM74 -19h6l3 17h-10z" />
      <path d="M87 -37 70 14" stroke="currentColor" strokeWidth="1.5" />
    </g>
  </svg>
)
