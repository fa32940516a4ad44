/** Why a node must not work now. `durability-off`: the database answers but would lose what it confirmed (finding 1). */
export type Unreadiness = 'database-unreachable' | 'durability-off';

/** Asks the database whether it is there and keeps what it confirms; undefined when all is well. Never throws. */
export type ReadinessCheck = () => Promise<Unreadiness | undefined>;
