/** What people are told of jobs, checks and backups. */
import type { FaultCode } from '../../faults.ts'

export const upkeep = {
  'backup.no-folder': [
    '服务器上没有设定备份文件夹：请设置 BACKUP_DIR（最好在另一块硬盘上）后重启，或用 npm run backup。',
    'No folder for backups is set on the server: set BACKUP_DIR, best on another disk, and start again; or use npm run backup.',
  ],
  'backup.damaged': [
    '备份已完成，但有 {count} 个原件与登记不符，没有备份；请运行固定性检查，并从较早的备份恢复这些原件。',
    'The backup was made, but {count} originals are not what they were and were left out: run the fixity check and bring them back from an earlier backup.',
  ],
  'job.not-found': ['没有这个后台任务，或不是您的。', 'There is no such job, or it is not yours.'],
  'job.not-retryable': ['任务当前状态（{state}）不能这样操作。', 'The job’s state ({state}) does not allow this.'],
  'fixity.not-found': ['没有这次固定性检查。', 'There is no such fixity run.'],
} satisfies Partial<Record<FaultCode, [zh: string, en: string]>>
