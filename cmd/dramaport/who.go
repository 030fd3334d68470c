package main

import (
	"cmp"
	"context"
	"errors"
	"os/exec"
	"os/user"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"
)

// decider is the --as flag of every verb that decides.
type decider struct{ as string }

func (d *decider) addFlags(c *cobra.Command) {
	c.Flags().StringVar(&d.as, "as", "", "who decides (default: $DRAMAPORT_REVIEWER, name: in your configuration, git's user.name, the login name)")
}

// name is who decides: --as, the environment, the user's configuration, git,
// the login; in that order. A configuration that cannot be read is an error:
// a decision under another name would stay.
func (d *decider) name(ctx context.Context, a *app) (string, error) {
	given := cmp.Or(strings.TrimSpace(d.as), strings.TrimSpace(a.getenv("DRAMAPORT_REVIEWER")))
	if given == "" {
		own, err := userName()
		if err != nil {
			return "", err
		}
		given = cmp.Or(own, strings.TrimSpace(gitUser(ctx)), strings.TrimSpace(loginName()))
	}
	if given == "" {
		return "", usageError(errors.New("who decides? use --as NAME or set DRAMAPORT_REVIEWER"))
	}
	return norm.NFC.String(given), nil
}

func gitUser(ctx context.Context) string {
	out, err := exec.CommandContext(ctx, "git", "config", "user.name").Output()
	if err != nil {
		return ""
	}
	return string(out)
}

func loginName() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	return u.Username
}
