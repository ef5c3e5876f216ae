/** States of an item, as durable lanes store them: migrations write these numbers out, so they are never changed. */
export const WAITING = 0;
export const KEPT = 1;
export const DONE = 2;
export const DEAD = 3;
