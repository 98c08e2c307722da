import test from 'ava'
import { createMemoryIndex } from '../../../src/adapters/memory/search-index.ts'
import { searchIndexContract } from '../../contracts/search-index.ts'

searchIndexContract(test, 'memory', async () => {
  const index = createMemoryIndex()
  return { index, again: () => index, kept: async () => [], remove: async () => undefined }
})
