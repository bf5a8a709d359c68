/** A number from 0 up to 1 that belongs to n and to nothing else: the same in any order, in any process. */
export type Draw = (n: number) => number;

/** A draw for one topic of one seed (FNV-1a for the topic, a 32-bit finaliser for n); topics are independent. */
export function drawFor(seed: number, topic: string): Draw {
  let salt = 0x811c9dc5 ^ seed;
  for (let at = 0; at < topic.length; at += 1) salt = Math.imul(salt ^ topic.charCodeAt(at), 0x01000193);
  return (n) => {
    let hash = Math.imul(n ^ salt, 0x9e3779b1) ^ salt;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296;
  };
}

/** One of a list by a draw. */
export function pickBy<T>(list: readonly T[], drawn: number): T {
  const item = list[Math.floor(drawn * list.length)];
  if (item === undefined) throw new Error('Nothing to pick from');
  return item;
}
