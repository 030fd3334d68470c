// Package openai translates with any server that speaks OpenAI's chat
// completions: OpenAI itself, Ollama, llama.cpp, LM Studio, vLLM, DeepSeek,
// Qwen, OpenRouter. One request is one completion.
//
// The system message is the request's Prefix, byte for byte the same for a
// season and market; the user message is localize.Payload. The reply is one JSON
// object {"1":"…","2":"…"}, asked for in one of three ways (Options.Schema):
//
//	strict  a JSON schema whose keys "1" to "n" are all required. n is the next
//	        of a few size classes, because the schema stands in the part of the
//	        prompt that servers cache: were it cut to each request's lines, the
//	        whole prefix would be paid anew. Every key may be null, which is what
//	        the keys beyond the request's lines are for; a schema of strings
//	        would make the model invent lines for them.
//	object  any JSON object
//	none    nothing; the prompt alone asks
//
// The reply is read with suspicion: a code fence and a thinking passage are
// taken off, then exactly one object is read. A key that stands twice, or whose
// value is not a text, counts as missing; a key that was not asked for is
// Strange; of an object that breaks off, the complete pairs in front are kept.
//
// Not here: retries, limits, memory, checks of the text. Temperature and other
// settings are sent only if Options.Extra has them. The client library keeps
// the protocol and runs over internal/httpdoor, which keeps it safe. Of an answer
// only the fields that are needed are read, whatever their types.
package openai
