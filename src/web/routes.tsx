/** Every place and its address. What is not needed for the first paint of search and reader is loaded when it is opened. */
import { lazy, type ReactElement } from 'react'
import { NoSuchPlace } from './frame/no-such-place.tsx'

const HomePlace = lazy(async () => ({ default: (await import('./home/home-place.tsx')).HomePlace }))
const SearchPlace = lazy(async () => ({ default: (await import('./search/search-place.tsx')).SearchPlace }))
const AccessionsPlace = lazy(async () => ({
  default: (await import('./accessions/accessions-place.tsx')).AccessionsPlace,
}))
const AccessionPlace = lazy(async () => ({
  default: (await import('./accessions/accession-place.tsx')).AccessionPlace,
}))
const ReaderPlace = lazy(async () => ({ default: (await import('./reader/reader-place.tsx')).ReaderPlace }))
const TranscribePlace = lazy(async () => ({
  default: (await import('./transcribe/transcribe-place.tsx')).TranscribePlace,
}))
const DescribePlace = lazy(async () => ({ default: (await import('./describe/describe-place.tsx')).DescribePlace }))

const BasketsPlace = lazy(async () => ({ default: (await import('./baskets/baskets-place.tsx')).BasketsPlace }))
const BasketPlace = lazy(async () => ({ default: (await import('./baskets/basket-place.tsx')).BasketPlace }))

const ReportsPlace = lazy(async () => ({ default: (await import('./reports/reports-place.tsx')).ReportsPlace }))

const ReusePlace = lazy(async () => ({ default: (await import('./reuse/reuse-place.tsx')).ReusePlace }))
const ComparePlace = lazy(async () => ({ default: (await import('./reuse/compare-place.tsx')).ComparePlace }))

const VolumesPlace = lazy(async () => ({ default: (await import('./publications/volumes-place.tsx')).VolumesPlace }))
const VolumePlace = lazy(async () => ({ default: (await import('./publications/volume-place.tsx')).VolumePlace }))
const PagesPlace = lazy(async () => ({ default: (await import('./publications/pages-place.tsx')).PagesPlace }))

const ImportsPlace = lazy(async () => ({ default: (await import('./printed/imports-place.tsx')).ImportsPlace }))
const ImportPlace = lazy(async () => ({ default: (await import('./printed/import-place.tsx')).ImportPlace }))
const PrintedVolumePlace = lazy(async () => ({
  default: (await import('./printed/printed-volume-place.tsx')).PrintedVolumePlace,
}))

const TopicsPlace = lazy(async () => ({ default: (await import('./topics/topics-place.tsx')).TopicsPlace }))
const SubmissionsPlace = lazy(async () => ({
  default: (await import('./submissions/submissions-place.tsx')).SubmissionsPlace,
}))

const ReviewsPlace = lazy(async () => ({ default: (await import('./reviews/reviews-place.tsx')).ReviewsPlace }))
const RoundPlace = lazy(async () => ({ default: (await import('./reviews/round-place.tsx')).RoundPlace }))
const ProofPlace = lazy(async () => ({ default: (await import('./reviews/proof-place.tsx')).ProofPlace }))

const AfterPlace = lazy(async () => ({ default: (await import('./after/after-place.tsx')).AfterPlace }))

const AdminPlace = lazy(async () => ({ default: (await import('./admin/admin-place.tsx')).AdminPlace }))

export const places: { path: string; element: ReactElement }[] = [
  { path: '/', element: <HomePlace /> },
  { path: '/search', element: <SearchPlace /> },
  { path: '/accessions', element: <AccessionsPlace /> },
  { path: '/accessions/:id', element: <AccessionPlace /> },
  { path: '/items/:id', element: <ReaderPlace /> },
  { path: '/items/:id/transcribe', element: <TranscribePlace /> },
  { path: '/accessions/:id/describe', element: <DescribePlace /> },
  { path: '/describe', element: <DescribePlace /> },
  { path: '/baskets', element: <BasketsPlace /> },
  { path: '/baskets/:id', element: <BasketPlace /> },
  { path: '/volumes', element: <VolumesPlace /> },
  { path: '/volumes/:id', element: <VolumePlace /> },
  { path: '/volumes/:id/pages', element: <PagesPlace /> },
  { path: '/printed', element: <ImportsPlace /> },
  { path: '/printed/:id', element: <ImportPlace /> },
  { path: '/printed/volumes/:id', element: <PrintedVolumePlace /> },
  { path: '/topics', element: <TopicsPlace /> },
  { path: '/submissions', element: <SubmissionsPlace /> },
  { path: '/volumes/:id/reviews', element: <ReviewsPlace /> },
  { path: '/volumes/:id/reviews/:roundId', element: <RoundPlace /> },
  { path: '/volumes/:id/proofs/:proofId', element: <ProofPlace /> },
  { path: '/volumes/:id/after', element: <AfterPlace /> },
  { path: '/reports', element: <ReportsPlace /> },
  { path: '/reuse', element: <ReusePlace /> },
  { path: '/items/:id/similar/:otherId', element: <ComparePlace /> },
  { path: '/admin', element: <AdminPlace /> },
  { path: '/admin/:section', element: <AdminPlace /> },
  { path: '*', element: <NoSuchPlace /> },
]
