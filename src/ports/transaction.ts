/**
 * One short transaction (≤ 20 rows, ≤ 5 ms) over the stores a feature names. Everything written inside stands or falls together;
 * inside it only the stores handed in are used, and nothing awaits network, images or files.
 */
export type Transact<Stores> = <Result>(work: (stores: Stores) => Promise<Result>) => Promise<Result>
