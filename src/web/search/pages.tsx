/** The pages of a list of hits: beneath what is seen first. */
import { Pagination } from 'antd'

export const Pages = ({
  page,
  size,
  total,
  go,
}: {
  page: number
  size: number
  total: number
  go: (to: number) => void
}) => <Pagination current={page} pageSize={size} total={total} showSizeChanger={false} onChange={go} />
