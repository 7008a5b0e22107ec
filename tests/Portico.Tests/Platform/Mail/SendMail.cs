using MimeKit;
using Portico.Platform.Operations;

namespace Portico.Tests.Platform.Mail;

/// <summary>An operation of the tests that does nothing but queue a mail.</summary>
internal sealed class SendMail(OperationRunner runner) : AccountOperation<SendMail.Request, Done>(runner)
{
    public sealed record Request(string Subject);

    protected internal override bool NeedsSignIn => false;

    protected internal override Task<Outcome<Done>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        work.Send(Message(request.Subject), "test");
        return Task.FromResult<Outcome<Done>>(Done.Instance);
    }

    public static MimeMessage Message(string subject)
    {
        var message = new MimeMessage
        {
            Subject = subject,
            Body = new TextPart("plain") { Text = "Hello" },
        };
        message.From.Add(new MailboxAddress("Northwind IT", "portal@north.example"));
        message.To.Add(new MailboxAddress("Peter", "peter@acme.example"));
        return message;
    }
}
