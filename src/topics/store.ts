/** 选题 as the feature needs them stored. */
import type { Topic } from './topic.ts'

export interface TopicStore {
  get(id: string): Promise<Topic | undefined>
  /** Latest made first. */
  list(): Promise<(Topic & { volumes: number })[]>
  insert(topic: Topic): Promise<void>
  update(topic: Topic): Promise<void>
}
