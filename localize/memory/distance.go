package memory

// pattern is a text prepared for the comparison with many others, by Myers'
// bit-parallel algorithm ("A fast bit-vector algorithm for approximate string
// matching", 1999) in Hyyrö's form for whole texts and more than 64 units.
type pattern struct {
	units  []uint32
	blocks int
	// at holds, for unit u and block b at u*blocks+b, a bit for each place of
	// the block at which u stands. It is long enough for every known unit and
	// all zero between two patterns.
	at []uint64
	// up and down are the vertical differences of the blocks.
	up, down []uint64
}

// blockBits is how many units a block holds.
const blockBits = 64

// set prepares p for units out of a vocabulary of size known.
func (p *pattern) set(units []uint32, known int) {
	p.units, p.blocks = units, (len(units)+blockBits-1)/blockBits
	p.at = grown(p.at, known*p.blocks)
	p.up, p.down = grown(p.up, p.blocks), grown(p.down, p.blocks)
	for i, u := range units {
		p.at[int(u)*p.blocks+i/blockBits] |= 1 << (i % blockBits)
	}
}

// reset makes p ready for the next set.
func (p *pattern) reset() {
	for i, u := range p.units {
		p.at[int(u)*p.blocks+i/blockBits] = 0
	}
}

func grown(s []uint64, n int) []uint64 {
	if cap(s) < n {
		return make([]uint64, n)
	}
	return s[:n]
}

// distance is Levenshtein's between the pattern and text, or any number above
// most if it is above most. The pattern has at least one unit.
func (p *pattern) distance(text []uint32, most int) int {
	if p.blocks == 1 {
		return p.oneBlock(text, most)
	}
	for b := range p.blocks {
		p.up[b], p.down[b] = ^uint64(0), 0
	}
	score := len(p.units)
	for i, u := range text {
		carry := 1 // the first row counts up: whole texts are compared
		for b := range p.blocks {
			carry = p.advance(b, p.at[int(u)*p.blocks+b], carry)
		}
		score += carry
		if score-(len(text)-1-i) > most {
			return most + 1
		}
	}
	return score
}

// advance moves block b on by one unit of the text, whose places are eq, and
// returns the difference at the block's last row; carry is the one above it.
func (p *pattern) advance(b int, eq uint64, carry int) int {
	last := blockBits - 1
	if b == p.blocks-1 {
		last = (len(p.units) - 1) % blockBits
	}
	up, down := p.up[b], p.down[b]
	vertical := eq | down
	if carry < 0 {
		eq |= 1
	}
	horizontal := ((eq & up) + up) ^ up | eq
	plus, minus := down|^(horizontal|up), up&horizontal
	out := int(plus>>last&1) - int(minus>>last&1)
	plus, minus = plus<<1, minus<<1
	switch {
	case carry < 0:
		minus |= 1
	case carry > 0:
		plus |= 1
	}
	p.up[b], p.down[b] = minus|^(vertical|plus), plus&vertical
	return out
}

// oneBlock is distance for a pattern of up to 64 units.
func (p *pattern) oneBlock(text []uint32, most int) int {
	up, down, score, last := ^uint64(0), uint64(0), len(p.units), len(p.units)-1
	for i, u := range text {
		eq := p.at[u]
		vertical := eq | down
		horizontal := ((eq & up) + up) ^ up | eq
		plus, minus := down|^(horizontal|up), up&horizontal
		score += int(plus>>last&1) - int(minus>>last&1)
		if score-(len(text)-1-i) > most {
			return most + 1
		}
		plus, minus = plus<<1|1, minus<<1
		up, down = minus|^(vertical|plus), plus&vertical
	}
	return score
}
