import type { Random } from './layout.ts';

/** A block id as Carrel makes them: by chance, so that two machines do not make the same. */
export function newBlockId(random: Random): string {
  return Array.from({ length: 6 }, () => '0123456789abcdefghijklmnopqrstuvwxyz'.charAt(random(36))).join('');
}
