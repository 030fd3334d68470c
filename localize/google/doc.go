// Package google translates with Google Cloud Translation v3 (Advanced) over
// gRPC: the neural models ("nmt") and the Translation LLM
// ("translation-llm"), by name.
//
// Here: signing in with the application default credentials of this machine;
// the codes the service has for our locales; requests of at most 1,024 strings
// and, as the service recommends, 5,000 characters; placeholders carried past
// the model; glossaries made on the service from a market's terms, once per
// content; adaptive translation with examples from the memory; the service's
// failures as kinds of provider.Error with the command that mends them.
//
// Not here: retries, limits, checks of the text. The prompt's prefix, context
// and budgets mean nothing to this service and are not sent.
//
// Promised: text/plain wherever a line has no placeholder inside; a line whose
// placeholders did not come back is absent; a reply with another number of
// texts than were asked for is not used at all; every call has a deadline.
package google
