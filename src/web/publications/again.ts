/** A change of what others may change too, made again on what they left. Pure. */

/** How often: they do not change things that fast. */
const TRIES = 4
/** What was seen is not what is there (412). */
const isStale = (error: unknown) => error instanceof Error && 'status' in error && error.status === 412

/**
 * What came of it, and whether it was made on something else than what was seen. `seen` undefined: what is there is asked for first. Throws whatever
 * refuses it, and after the last try that others were quicker.
 */
export async function again<Now, Made>(
  seen: Now | undefined,
  put: (now: Now) => Promise<Made>,
  ask: () => Promise<Now>,
): Promise<{ made: Made; isAgain: boolean }> {
  let now = seen ?? (await ask())
  for (let nth = 1; ; nth++) {
    try {
      return { made: await put(now), isAgain: nth > 1 }
    } catch (error) {
      if (nth >= TRIES || !isStale(error)) throw error
      now = await ask()
    }
  }
}
