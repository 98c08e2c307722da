/** A date as written, with what it means beside it where that says more. */
interface Dated {
  text: string
  edtf: string | null
}

export const WrittenDate = ({ date }: { date: Dated }) => (
  <span>
    {date.text}
    {date.edtf && date.edtf !== date.text && <small className="resolved"> {date.edtf}</small>}
  </span>
)
