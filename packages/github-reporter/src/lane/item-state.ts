/** States of an item in the storage of a durable lane. */
export const WAITING = 0;
export const KEPT = 1;
export const DONE = 2;
export const DEAD = 3;
