// Package httpdoor is the one way to a service over plain HTTP, for text and
// for sound. An adapter says what to send; the door sees to safety.
//
// Promises:
//
//   - No redirect is followed: it could take the key and the text to another
//     place. The error names both places.
//   - An answer is read whole, within a time and a size.
//   - Every failure is the context's own error or a *provider.Error of the
//     right kind, with what the service asked for in Retry-After.
//   - The key stands in no error of the chain, however the service writes it.
//   - TLS is as Go's standard client has it.
//
// Not here: any service's protocol, retries, limits. Post and Get speak JSON;
// Exchange is for a client library that keeps the protocol itself.
package httpdoor
