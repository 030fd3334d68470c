package provider

import "strings"

// sign is a word in an error body that says more than the status does.
type sign struct {
	status int // 0: any
	word   string
	kind   Kind
	source string
}

// signs is read from the top; the first that fits decides.
func signs() []sign {
	return []sign{
		{0, "insufficient_quota", Funds, "OpenAI error codes, sent with 429"},
		{0, "billing_hard_limit_reached", Funds, "OpenAI error codes, sent with 400"},
		{0, "insufficient balance", Funds, "DeepSeek error codes, sent with 402"},
		{0, "exceeded_current_quota", Funds, "Moonshot error codes, sent with 429"},
		{0, "arrearage", Funds, "DashScope error codes, sent with 400"},
		{401, "quota_exceeded", Funds, "ElevenLabs, sent with 401"},
		{403, "user rate limit exceeded", Busy, "Google Cloud Translation quotas, sent with 403"},
		{403, "ratelimitexceeded", Busy, "Google API reasons, sent with 403"},
		{403, "daily limit exceeded", Funds, "Google Cloud Translation quotas, sent with 403"},
		{403, "quota", Funds, "any service's 403 that names its quota"},
		{403, "billing", Funds, "any service's 403 that names billing"},
		{403, "credit", Funds, "any service's 403 that names credit"},
		{403, "balance", Funds, "any service's 403 that names the balance"},
		{403, "too many request limits violations", Busy, "LibreTranslate app.py: a client that is shut out for a while"},
		{400, "to get an api key", Credentials, "LibreTranslate app.py, sent with 400"},
		{400, "exceeds text limit", TooLong, "LibreTranslate app.py: --char-limit"},
		{400, "exceeds batch limit", TooLong, "LibreTranslate: --batch-limit"},
		{500, "is not available as a target language", Failed, "LibreTranslate app.py: a pair that is not installed"},
		{400, "api_key_invalid", Credentials, "Google API reasons, sent with 400"},
		{429, "request too large", TooLong, "OpenAI: one request over the tokens per minute"},
		{0, "context_length_exceeded", TooLong, "OpenAI error codes, sent with 400"},
		{0, "exceed_context_size", TooLong, "llama.cpp server error type"},
		{400, "maximum context length", TooLong, "OpenAI, vLLM, DeepSeek message text"},
		{400, "context window", TooLong, "LM Studio, OpenRouter message text"},
		{400, "prompt is too long", TooLong, "Anthropic message text"},
		{400, "string_above_max_length", TooLong, "OpenAI error codes"},
		{0, "content_filter", Refused, "OpenAI and Azure error codes, sent with 400"},
		{0, "content_policy_violation", Refused, "OpenAI error codes, sent with 400"},
		{0, "data_inspection_failed", Refused, "DashScope error codes, sent with 400"},
		{400, "content exists risk", Refused, "DeepSeek message text"},
	}
}

// kindOfWords looks for a sign in the body of an answer with that status.
// DashScope writes its codes as DataInspectionFailed or data_inspection_failed.
func kindOfWords(status int, body string) (Kind, bool) {
	low := strings.ToLower(strings.ReplaceAll(body, "DataInspectionFailed", "data_inspection_failed"))
	for _, s := range signs() {
		if (s.status == 0 || s.status == status) && strings.Contains(low, s.word) {
			return s.kind, true
		}
	}
	return Failed, false
}
