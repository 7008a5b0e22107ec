using Portico.Administrators;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;

namespace Portico.SignIn.Passkeys;

/// <summary>Keeps in the history that a passkey let nobody in.</summary>
internal static class PasskeyRefusals
{
    /// <param name="work">Of the operation.</param>
    /// <param name="problem">Why.</param>
    /// <param name="account">Whose history keeps it; null when nobody is known.</param>
    /// <param name="summary">What happened, in words.</param>
    public static void RecordRefusal(this AccountWork work, Problem? problem, ObjectId? account, string summary)
    {
        switch (problem)
        {
            case PasskeyOfCopy(var proof):
                var holder = ObjectId.Parse(proof.Holder.Id, provider: null);
                var words =
                    $"A sign-in was refused: the counter of the passkey {proof.Passkey.Name} went back, so there may be a copy of it";
                work.Record(AccountHistory.Of(holder, work, "passkey-of-copy", words));
                break;
            case PasskeyRefused:
                work.Record(AccountHistory.Of(account, work, "sign-in-refused", summary));
                break;
        }
    }
}
