package provider

import "time"

// killDelay is how long the pipes of a killed program may stay open before
// they are closed from our side.
const killDelay = 2 * time.Second
