package wav_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"testing"
	"testing/iotest"

	"dramaport/internal/wav"
)

// file is a WAV file put together by hand.
type file struct {
	before    []byte // chunks before fmt
	tag       uint16
	sides     uint16
	rate      uint32
	bits      uint16
	extension []byte
	size      uint32
	data      []byte
	trailer   []byte
}

func (f file) bytes() []byte {
	frame := f.sides * f.bits / 8
	b := append([]byte("RIFF\xff\xff\xff\xffWAVE"), f.before...)
	b = append(b, "fmt "...)
	b = binary.LittleEndian.AppendUint32(b, uint32(16+len(f.extension)))
	b = binary.LittleEndian.AppendUint16(b, f.tag)
	b = binary.LittleEndian.AppendUint16(b, f.sides)
	b = binary.LittleEndian.AppendUint32(b, f.rate)
	b = binary.LittleEndian.AppendUint32(b, f.rate*uint32(frame))
	b = binary.LittleEndian.AppendUint16(b, frame)
	b = binary.LittleEndian.AppendUint16(b, f.bits)
	b = append(append(b, f.extension...), "data"...)
	b = binary.LittleEndian.AppendUint32(b, f.size)
	return append(append(b, f.data...), f.trailer...)
}

func s16(values ...int16) []byte {
	var b []byte
	for _, v := range values {
		b = binary.LittleEndian.AppendUint16(b, uint16(v))
	}
	return b
}

func list(body string) []byte {
	return append(binary.LittleEndian.AppendUint32([]byte("LIST"), uint32(len(body))), body...)
}

func TestRead(t *testing.T) {
	plain := file{tag: 1, sides: 1, rate: 24000, bits: 16, size: 6, data: s16(0, 16384, -32768)}
	with := func(change func(*file)) file { f := plain; change(&f); return f }
	f32 := func(values ...float32) (b []byte) {
		for _, v := range values {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
		}
		return b
	}
	guid := append([]byte{22, 0, 24, 0, 4, 0, 0, 0}, "\x01\x00\x00\x00\x00\x00\x10\x00\x80\x00\x00\xaa\x00\x38\x9b\x71"...)
	want := []float32{0, 0.5, -1}
	tests := []struct {
		name string
		file file
		want []float32
	}{
		{"plain", plain, want},
		{"size 0xFFFFFFFF", with(func(f *file) { f.size = 0xFFFFFFFF }), want},
		{"size 0x7FFFFFFF", with(func(f *file) { f.size = 0x7FFFFFFF }), want},
		{"size 0x7FFFF000", with(func(f *file) { f.size = 0x7FFFF000 }), want},
		{"size 2000000000", with(func(f *file) { f.size = 2000000000 }), want},
		{"size 0, never patched", with(func(f *file) { f.size = 0 }), want},
		{"size a header too long", with(func(f *file) { f.size += 36 }), want},
		{"junk after the samples", with(func(f *file) { f.trailer = list("INFOISFT\x04\x00\x00\x00Lavf") }), want},
		{"junk behind a false size", with(func(f *file) { f.size = 0xFFFFFFFF; f.trailer = list("INFOISFT\x04\x00\x00\x00Lavf") }), want},
		{"chunks before", with(func(f *file) { f.before = list("odd"); f.before = append(f.before, 0) }), want},
		{"half a frame at the end", with(func(f *file) { f.size = 0xFFFFFFFF; f.data = append(s16(0, 16384, -32768), 7) }), want},
		{"stereo", with(func(f *file) { f.sides = 2; f.size = 8; f.data = s16(16384, 0, -32768, -32768) }), []float32{0.25, -1}},
		{"24 bit", with(func(f *file) { f.bits = 24; f.data = []byte{0, 0, 0x40, 0, 0, 0x80} }), []float32{0.5, -1}},
		{"32 bit", with(func(f *file) { f.bits = 32; f.size = 8; f.data = []byte{0, 0, 0, 0x40, 0, 0, 0, 0x80} }), []float32{0.5, -1}},
		{"float", with(func(f *file) { f.tag, f.bits = 3, 32; f.size = 8; f.data = f32(0.5, -1.5) }), []float32{0.5, -1.5}},
		{"extensible", with(func(f *file) {
			f.tag, f.bits, f.size, f.extension = 0xFFFE, 24, 6, guid
			f.data = []byte{0, 0, 0x40, 0, 0, 0x80}
		}), []float32{0.5, -1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := wav.Read(iotest.OneByteReader(bytes.NewReader(tt.file.bytes())))
			if err != nil {
				t.Fatal(err)
			}
			if got.Rate != 24000 || len(got.Samples) != len(tt.want) {
				t.Fatalf("got %d samples at %d Hz: %v", len(got.Samples), got.Rate, got.Samples)
			}
			for i, v := range tt.want {
				if got.Samples[i] != v {
					t.Errorf("sample %d is %v, not %v", i, got.Samples[i], v)
				}
			}
		})
	}
}

func TestReadWAVErrors(t *testing.T) {
	plain := file{tag: 1, sides: 1, rate: 24000, bits: 16, size: 6, data: s16(0, 1, 2)}
	with := func(change func(*file)) []byte { f := plain; change(&f); return f.bytes() }
	tests := []struct {
		name string
		raw  []byte
		want error
	}{
		{"nothing", nil, wav.ErrNotWAV},
		{"mp3", []byte("ID3\x04\x00\x00\x00\x00\x00\x00\x00\x00\x00"), wav.ErrNotWAV},
		{"page", []byte("<html>Bad gateway</html>"), wav.ErrNotWAV},
		{"header only", plain.bytes()[:36], wav.ErrNotWAV},
		{"fmt cut", plain.bytes()[:24], wav.ErrNotWAV},
		{"data before fmt", []byte("RIFF\x00\x00\x00\x00WAVEdata\x02\x00\x00\x00\x00\x00"), wav.ErrNotWAV},
		{"cut off", with(func(f *file) { f.size = 48000; f.data = make([]byte, 40000) }), wav.ErrCutOff},
		{"mu-law", with(func(f *file) { f.tag, f.bits = 7, 8 }), nil},
		{"8 bit", with(func(f *file) { f.bits = 8 }), nil},
		{"no rate", with(func(f *file) { f.rate = 1 }), nil},
		{"no channels", with(func(f *file) { f.sides = 0 }), nil},
		{"not a number", with(func(f *file) {
			f.tag, f.bits, f.size = 3, 32, 4
			f.data = []byte{0, 0, 0xc0, 0x7f}
		}), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := wav.Read(bytes.NewReader(tt.raw))
			if err == nil || tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("got %d samples and error %v, want error %v", len(got.Samples), err, tt.want)
			}
		})
	}
}

func TestReadPassesTheReadersError(t *testing.T) {
	var whole bytes.Buffer
	if err := wav.Write(&whole, wav.Sound{Rate: 24000, Samples: make([]float32, 24000)}); err != nil {
		t.Fatal(err)
	}
	raw := whole.Bytes()
	r := io.MultiReader(bytes.NewReader(raw[:1000]), iotest.ErrReader(io.ErrUnexpectedEOF))
	if _, err := wav.Read(r); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
}

func TestWriteSaturates(t *testing.T) {
	var b bytes.Buffer
	if err := wav.Write(&b, wav.Sound{Rate: 8000, Samples: []float32{1.5, -1.5, 0.25}}); err != nil {
		t.Fatal(err)
	}
	got, err := wav.Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	want := []float32{32767.0 / 32768, -1, 0.25}
	for i := range want {
		if got.Samples[i] != want[i] {
			t.Errorf("sample %d is %v, not %v", i, got.Samples[i], want[i])
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(file{tag: 1, sides: 2, rate: 24000, bits: 24, size: 6, data: s16(0, 1, 2)}.bytes())
	f.Add(file{tag: 3, sides: 1, rate: 48000, bits: 32, size: 0xFFFFFFFF, data: s16(0, 1, 2), trailer: list("INFO")}.bytes())
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := wav.Read(bytes.NewReader(raw))
		if err == nil && (got.Rate <= 0 || len(got.Samples) > len(raw)) {
			t.Errorf("%d samples at %d Hz from %d bytes", len(got.Samples), got.Rate, len(raw))
		}
	})
}
