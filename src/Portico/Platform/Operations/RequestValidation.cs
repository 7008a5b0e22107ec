using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Validation;

namespace Portico.Platform.Operations;

/// <summary>Checks the attributes of a request (required, length, range), nested members too, and reports all problems at once.</summary>
public sealed class RequestValidation(IOptions<ValidationOptions> options, IServiceProvider services)
{
    internal async Task<IReadOnlyList<Problem>> ProblemsOfAsync(object request, CancellationToken ct)
    {
        if (!options.Value.TryGetValidatableTypeInfo(request.GetType(), out var shape))
        {
            return [];
        }

        var context = new ValidateContext
        {
            ValidationOptions = options.Value,
            ValidationContext = new ValidationContext(request, services, items: null),
        };
        await shape.ValidateAsync(request, context, ct);
        return [.. from field in context.ValidationErrors ?? [] from words in field.Value select new InvalidField(field.Key, words)];
    }
}
